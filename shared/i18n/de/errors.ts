import type { ErrorTexts } from '../error-texts.ts';

/** Every error code of the contract in plain words: what happened, what is safe, what to do. */
export const errors = {
  'invalid-request': {
    what: 'Die Anwendung hat diese Eingabe nicht angenommen.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Prüfen Sie die Eingabe. Bleibt der Fehler, melden Sie ihn der IT.',
  },
  'not-signed-in': {
    what: 'Sie sind nicht angemeldet.',
    safe: 'Alles Gespeicherte ist sicher.',
    todo: 'Melden Sie sich an und wiederholen Sie den Schritt.',
  },
  'not-permitted': {
    what: 'Dafür fehlt Ihrem Konto das Recht.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Bitten Sie die Teamleitung um Übernahme oder um das Recht.',
  },
  'store-locked': {
    what: 'Der Arbeitsplatz ist gesperrt.',
    safe: 'Alles Gespeicherte ist verschlüsselt und sicher.',
    todo: 'Melden Sie sich an und wiederholen Sie den Schritt.',
  },
  'storage-trouble': {
    what: 'Der Speicher dieses Rechners hat den Schritt nicht abgeschlossen.',
    safe: 'Frühere Daten sind unverändert; dieser Schritt ist nicht gespeichert.',
    todo: 'Prüfen Sie freien Speicherplatz und wiederholen Sie den Schritt. Bleibt der Fehler, verständigen Sie die IT.',
  },
  'too-many-calls': {
    what: 'Es sind zu viele Anfragen auf einmal unterwegs.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Warten Sie einen Augenblick und wiederholen Sie den Schritt.',
  },
  unexpected: {
    what: 'Es ist ein unerwarteter Fehler aufgetreten.',
    safe: 'Alles bisher Gespeicherte ist sicher.',
    todo: 'Wiederholen Sie den Schritt. Bleibt der Fehler, starten Sie die Anwendung neu und verständigen Sie die IT.',
  },
  'store-exists': {
    what: 'Auf diesem Rechner ist bereits ein Datenbestand eingerichtet.',
    safe: 'Er wurde nicht verändert.',
    todo: 'Melden Sie sich mit einem vorhandenen Konto an.',
  },
  'unknown-grant': {
    what: 'Die Auswahl gilt nicht mehr.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Wählen Sie den Ordner oder die Datei noch einmal.',
  },
  'folder-not-writable': {
    what: 'In diesen Ordner kann nicht geschrieben werden.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Wählen Sie einen anderen Ordner oder lassen Sie sich Schreibrechte geben.',
  },
  'same-place': {
    what: 'Dieser Ordner liegt am selben Ort wie der Datenbestand.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Wählen Sie einen Ordner auf einem anderen Laufwerk oder im Netz. Nur dann hilft die Zweitschrift, wenn dieser Rechner ausfällt.',
  },
  'passphrase-too-weak': {
    what: 'Diese Passphrase ist zu leicht zu erraten.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Nehmen Sie eine längere, zum Beispiel vier Wörter, die nichts miteinander zu tun haben.',
  },
  'wrong-recovery-code': {
    what: 'Dieser Wiederherstellungscode passt nicht zu diesem Datenbestand.',
    safe: 'Der Datenbestand ist unverändert.',
    todo: 'Prüfen Sie, ob der Ausdruck zu dieser Behörde und diesem Rechner gehört.',
  },
  'recovery-code-typo': {
    what: 'Im Wiederherstellungscode ist ein Tippfehler.',
    safe: 'Der Datenbestand ist unverändert.',
    todo: 'Vergleichen Sie den Code Gruppe für Gruppe mit dem Ausdruck.',
  },
  'no-store': {
    what: 'Auf diesem Rechner ist noch kein Datenbestand eingerichtet.',
    safe: 'Es ist nichts verloren.',
    todo: 'Richten Sie den Arbeitsplatz ein. Gab es hier schon einen Datenbestand, verständigen Sie zuerst die IT.',
  },
  'wrong-passphrase': {
    what: 'Konto und Passphrase passen nicht zusammen.',
    safe: 'Alles Gespeicherte ist verschlüsselt und sicher.',
    todo: 'Achten Sie auf Groß- und Kleinschreibung. Wer die Passphrase vergessen hat, kann den Wiederherstellungscode benutzen.',
  },
  wait: {
    what: 'Nach mehreren Fehlversuchen ist die Anmeldung kurz gesperrt.',
    safe: 'Alles Gespeicherte ist verschlüsselt und sicher.',
    todo: 'Warten Sie und versuchen Sie es dann noch einmal.',
  },
  'newer-version': {
    what: 'Der Datenbestand wurde mit einer neueren Fassung dieser Anwendung bearbeitet.',
    safe: 'Er wurde nicht geöffnet und nicht verändert.',
    todo: 'Lassen Sie die neuere Fassung installieren.',
  },
  'database-damaged': {
    what: 'Die Datenbank ist beschädigt.',
    safe: 'Sie wurde nicht verändert; die Zweitschrift und die Dokumente liegen getrennt davon.',
    todo: 'Arbeiten Sie nicht weiter und verständigen Sie die IT; sie stellt die Datensicherung wieder her.',
  },
  'rolled-back': {
    what: 'Der Datenbestand ist älter, als er sein müsste: Es fehlen Einträge, die hier schon sicher gespeichert waren.',
    safe: 'Es wurde nichts geöffnet, verändert oder gelöscht. Was bestätigt wurde, steht auch in der Zweitschrift.',
    todo: 'Arbeiten Sie nicht weiter und verständigen Sie die IT; sie stellt den Datenbestand aus der Zweitschrift wieder her. Die fehlenden Anträge sind unten genannt.',
  },
  'key-file-damaged': {
    what: 'Die Schlüsseldatei ist beschädigt.',
    safe: 'Die Daten sind unverändert, aber ohne Schlüsseldatei nicht lesbar.',
    todo: 'Verständigen Sie die IT. Eine Kopie der Schlüsseldatei liegt bei der Zweitschrift.',
  },
  'key-file-missing': {
    what: 'Die Schlüsseldatei fehlt.',
    safe: 'Die Daten sind unverändert, aber ohne Schlüsseldatei nicht lesbar.',
    todo: 'Verständigen Sie die IT. Eine Kopie der Schlüsseldatei liegt bei der Zweitschrift.',
  },
  'held-by-other': {
    what: 'Der Datenbestand ist schon an anderer Stelle geöffnet.',
    safe: 'Er wurde hier nicht verändert.',
    todo: 'Wechseln Sie zu dem anderen Fenster oder lassen Sie es dort beenden, wo es offen ist.',
  },
  'place-refused': {
    what: 'Der Ordner, in dem der Datenbestand liegen würde, ist dafür nicht sicher.',
    safe: 'Es wurde nichts angelegt und nichts verändert.',
    todo: 'Der Datenbestand gehört auf eine Platte dieses Rechners, nicht auf ein Netzlaufwerk, in einen Synchronisationsordner oder ein wanderndes Profil. Bitten Sie die IT, den Ordner zu verlegen; nur eine Richtlinie (allowedStorePlaces) kann eine Ausnahme erlauben.',
  },
  'store-of-other-user': {
    what: 'Auf diesem Rechner führt schon jemand anderes einen Datenbestand.',
    safe: 'Er wurde nicht verändert, und es wurde kein zweiter daneben angelegt.',
    todo: 'Melden Sie sich am Rechner mit dem genannten Benutzer an, oder klären Sie mit der IT, wem der Datenbestand gehört. Mehrere Datenbestände an einem Rechner erlaubt nur eine Richtlinie (severalStoresAllowed).',
  },
  'unknown-account': {
    what: 'Dieses Konto gibt es nicht.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Wählen Sie ein vorhandenes Konto.',
  },
  'stale-version': {
    what: 'Der Vorgang wurde inzwischen an anderer Stelle geändert.',
    safe: 'Die andere Änderung bleibt erhalten; Ihre wurde nicht gespeichert.',
    todo: 'Sehen Sie sich den neuen Stand an und wiederholen Sie den Schritt, wenn er noch passt.',
  },
  'file-unreadable': {
    what: 'Die Datei konnte nicht gelesen werden.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Prüfen Sie, ob die Datei noch da ist und Sie sie öffnen dürfen.',
  },
  'not-a-connection-file': {
    what: 'Das ist keine Verbindungsdatei für den Online-Eingang.',
    safe: 'Die bestehende Verbindung ist unverändert.',
    todo: 'Wählen Sie die Datei, die Sie für diesen Zustellpunkt erhalten haben.',
  },
  'key-unusable': {
    what: 'Ein Schlüssel in der Verbindungsdatei ist nicht verwendbar.',
    safe: 'Die bestehende Verbindung ist unverändert.',
    todo: 'Lassen Sie sich von der ausgebenden Stelle eine neue Verbindungsdatei geben.',
  },
  'address-not-allowed': {
    what: 'Die Adresse in der Verbindungsdatei ist nicht zugelassen.',
    safe: 'Es wurde keine Verbindung aufgebaut.',
    todo: 'Prüfen Sie mit der IT, ob die Datei zu dieser Umgebung gehört und was die Richtlinie erlaubt.',
  },
  'already-connected-elsewhere': {
    what: 'Dieser Datenbestand ist mit einer anderen Umgebung verbunden, etwa TEST statt PRODUKTION.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Legen Sie für die andere Umgebung einen eigenen Arbeitsplatz mit eigenem Datenbestand an.',
  },
  'list-gone': {
    what: 'Diese Liste ist nicht mehr vorhanden.',
    safe: 'Alle Vorgänge sind unverändert.',
    todo: 'Öffnen Sie die Liste noch einmal.',
  },
  'case-not-found': {
    what: 'Diesen Vorgang gibt es nicht oder nicht mehr.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Gehen Sie zurück zur Liste und suchen Sie ihn dort.',
  },
  'case-closed': {
    what: 'Der Vorgang ist abgeschlossen.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Soll weitergearbeitet werden, kann die Teamleitung ihn wieder aufnehmen.',
  },
  'transition-not-allowed': {
    what: 'Dieser Schritt ist im jetzigen Status nicht möglich.',
    safe: 'Der Status ist unverändert.',
    todo: 'Sehen Sie im Statusmenü, was noch fehlt.',
  },
  'field-missing': {
    what: 'Es fehlt eine Angabe, die dieser Schritt braucht.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Ergänzen Sie die Angabe und wiederholen Sie den Schritt.',
  },
  'reason-missing': {
    what: 'Es fehlt eine Begründung.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Geben Sie an, warum Sie das ändern.',
  },
  'date-in-future': {
    what: 'Das Datum liegt in der Zukunft.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Geben Sie den Tag an, an dem es tatsächlich geschah.',
  },
  'slot-exists': {
    what: 'Dieser Nachweis steht schon auf der Liste.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Benutzen Sie den vorhandenen Eintrag.',
  },
  'slot-not-found': {
    what: 'Diesen Nachweis gibt es im Vorgang nicht mehr.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Sehen Sie sich den neuen Stand an.',
  },
  'document-not-found': {
    what: 'Dieses Dokument gibt es im Vorgang nicht.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Sehen Sie sich den neuen Stand an.',
  },
  'pages-out-of-range': {
    what: 'Diese Seiten hat das Dokument nicht.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Prüfen Sie die erste und die letzte Seite.',
  },
  'placement-not-found': {
    what: 'Diese Zuordnung gibt es nicht mehr.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Sehen Sie sich den neuen Stand an.',
  },
  'submission-not-waiting': {
    what: 'Dieser Antrag wartet nicht mehr.',
    safe: 'Es wurde nichts zurückgewiesen.',
    todo: 'Sehen Sie in der Liste nach, was aus ihm wurde.',
  },
  'reason-not-provable': {
    what: 'Für diesen Antrag ist kein Fehler des Absenders nachgewiesen.',
    safe: 'Er bleibt beim Zustelldienst liegen und wird weiter versucht.',
    todo: 'Folgen Sie dem Rat in der Meldung; zurückweisen lässt er sich nicht.',
  },
  'reason-changed': {
    what: 'Bei der erneuten Prüfung ergab sich ein anderes Bild.',
    safe: 'Es wurde nichts zurückgewiesen.',
    todo: 'Rufen Sie erneut ab und lesen Sie den neuen Grund.',
  },
  'service-not-reached': {
    what: 'Der Zustelldienst war für die erneute Prüfung nicht erreichbar.',
    safe: 'Es wurde nichts zurückgewiesen.',
    todo: 'Versuchen Sie es später noch einmal.',
  },
  'not-connected': {
    what: 'Der Online-Eingang ist noch nicht verbunden.',
    safe: 'Nichts geht verloren: Anträge warten beim Zustelldienst.',
    todo: 'Richten Sie unter Verwaltung, Verbindung die Verbindungsdatei ein.',
  },
  'name-missing': {
    what: 'Es fehlt ein Name.',
    safe: 'Es wurde kein Vorgang angelegt.',
    todo: 'Geben Sie mindestens einen Namen an; wer nur einen hat, bekommt ihn bei den Vornamen.',
  },
  'name-characters': {
    what: 'Der Name enthält ein Zeichen, das in Namen nicht vorgesehen ist (DIN 91379).',
    safe: 'Es wurde kein Vorgang angelegt.',
    todo: 'Prüfen Sie den Namen Zeichen für Zeichen mit dem Ausweis.',
  },
  'file-too-large': {
    what: 'Eine Datei ist zu groß.',
    safe: 'Keine Datei wurde hinzugefügt.',
    todo: 'Teilen Sie die Datei und fügen Sie die Teile hinzu.',
  },
  'no-items': {
    what: 'Es ist kein Nachweis ausgewählt.',
    safe: 'Es wurde nichts versandt.',
    todo: 'Wählen Sie mindestens einen Nachweis aus.',
  },
  'deadline-not-future': {
    what: 'Die Frist liegt nicht in der Zukunft.',
    safe: 'Es wurde nichts versandt.',
    todo: 'Wählen Sie einen späteren Tag.',
  },
  'deadline-not-working-day': {
    what: 'Die Frist endet an einem Wochenende oder Feiertag.',
    safe: 'Es wurde nichts versandt.',
    todo: 'Wählen Sie einen Arbeitstag.',
  },
  'characters-not-printable': {
    what: 'Der Text enthält Zeichen, die im Brief nicht gedruckt werden können.',
    safe: 'Der Entwurf ist gespeichert, versandt wurde nichts.',
    todo: 'Entfernen Sie besondere Zeichen wie Emojis aus dem Text.',
  },
  'preview-gone': {
    what: 'Die Vorschau ist nicht mehr vorhanden.',
    safe: 'Der Entwurf ist gespeichert, versandt wurde nichts.',
    todo: 'Öffnen Sie die Vorschau noch einmal und prüfen Sie sie vor dem Versand.',
  },
  'preview-differs': {
    what: 'Der Entwurf wurde nach der Vorschau noch geändert.',
    safe: 'Der Entwurf ist gespeichert, versandt wurde nichts.',
    todo: 'Sehen Sie sich die neue Vorschau an und senden Sie dann.',
  },
  'channel-unavailable': {
    what: 'Dieser Versandweg steht gerade nicht zur Verfügung.',
    safe: 'Der Entwurf ist gespeichert, versandt wurde nichts.',
    todo: 'Wählen Sie einen anderen Versandweg.',
  },
  'request-not-found': {
    what: 'Diese Nachforderung gibt es im Vorgang nicht.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Sehen Sie sich den neuen Stand an.',
  },
  'not-a-letter': {
    what: 'Diese Nachforderung wurde nicht als Brief versandt.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Wählen Sie eine Nachforderung mit Versandweg Brief.',
  },
  'folder-full': {
    what: 'Im Zielordner ist nicht genug Platz.',
    safe: 'Es wurde kein unvollständiges Paket hinterlassen; Akte und Dokumente sind unverändert.',
    todo: 'Schaffen Sie Platz oder wählen Sie einen anderen Ordner.',
  },
  'target-exists': {
    what: 'Im Zielordner liegt schon ein Paket mit diesem Namen.',
    safe: 'Es wurde nicht überschrieben.',
    todo: 'Wählen Sie einen anderen Ordner oder verschieben Sie das alte Paket.',
  },
  'document-unreadable': {
    what: 'Ein Dokument des Vorgangs ließ sich nicht lesen.',
    safe: 'Es wurde kein Paket hinterlassen; Akte und Dokumente sind unverändert.',
    todo: 'Verständigen Sie die IT; die Zweitschrift enthält das Dokument.',
  },
  'read-back-differs': {
    what: 'Das geschriebene Paket stimmt beim Nachlesen nicht mit dem Original überein.',
    safe: 'Es wurde wieder entfernt; der Vorgang ist unverändert.',
    todo: 'Wählen Sie einen anderen Ordner und lassen Sie das Laufwerk prüfen.',
  },
  'export-not-found': {
    what: 'Diesen Export gibt es nicht.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Sehen Sie sich die Liste noch einmal an.',
  },
  'already-confirmed': {
    what: 'Dieser Export ist schon bestätigt.',
    safe: 'Es wurde nichts geändert.',
    todo: 'Es ist nichts weiter zu tun.',
  },
} as const satisfies ErrorTexts;
