import type { IntakeTrouble } from '../../domain/intake-troubles.ts';
import type { ErrorText } from '../error-texts.ts';

/** Why something waiting at the central service is not taken over: what happened, what is safe, what to do. */
export const troubles = {
  'service-unreachable': {
    what: 'Der Zustelldienst ist nicht erreichbar.',
    safe: 'Anträge warten dort.',
    todo: 'Wir versuchen es weiter. Prüfen Sie sonst die Netzverbindung mit der IT.',
  },
  'service-slow': {
    what: 'Der Zustelldienst antwortet zu langsam.',
    safe: 'Anträge warten dort.',
    todo: 'Wir versuchen es weiter; es ist nichts zu tun.',
  },
  'service-busy': {
    what: 'Der Zustelldienst ist ausgelastet und bittet um Geduld.',
    safe: 'Anträge warten dort.',
    todo: 'Wir warten so lange, wie er es verlangt; es ist nichts zu tun.',
  },
  'service-error': {
    what: 'Der Zustelldienst meldet einen eigenen Fehler.',
    safe: 'Anträge warten dort.',
    todo: 'Wir versuchen es weiter. Hält es länger an, fragen Sie beim Betreiber nach.',
  },
  'credentials-refused': {
    what: 'Der Zustelldienst nimmt unsere Zugangsdaten nicht an.',
    safe: 'Anträge warten dort.',
    todo: 'Lassen Sie die Zugangsdaten erneuern und lesen Sie die neue Verbindungsdatei ein.',
  },
  'not-connected-to-destination': {
    what: 'Wir dürfen diesen Zustellpunkt nicht abrufen.',
    safe: 'Anträge warten dort.',
    todo: 'Prüfen Sie mit der IT, ob die Verbindungsdatei zu diesem Zustellpunkt gehört.',
  },
  'storage-full': {
    what: 'Auf diesem Rechner ist nicht genug Platz.',
    safe: 'Alles Gespeicherte ist sicher; nichts Neues wird bestätigt.',
    todo: 'Schaffen Sie Platz. Danach geht es von selbst weiter.',
  },
  'answer-unexpected': {
    what: 'Der Zustelldienst hat unverständlich geantwortet.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Wir versuchen es weiter. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'destination-mismatch': {
    what: 'Der Zustelldienst hat eine andere Einreichung geliefert als die angefragte.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Wir versuchen es weiter. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'gone-unexplained': {
    what: 'Der Antrag wird nicht mehr angeboten, und das Ereignisprotokoll sagt nicht, warum.',
    safe: 'Hier wurde nichts davon übernommen oder bestätigt.',
    todo: 'Wir fragen weiter nach. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'event-log-malformed': {
    what: 'Das Ereignisprotokoll enthält einen Eintrag, der nicht der Vorschrift entspricht.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Wir versuchen es weiter. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'event-log-issuer': {
    what: 'Das Ereignisprotokoll enthält einen Eintrag eines unbekannten Ausstellers.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Prüfen Sie mit der IT, ob die Verbindungsdatei zu diesem Zustelldienst gehört.',
  },
  'event-log-key': {
    what: 'Das Ereignisprotokoll ist mit einem Schlüssel unterschrieben, den der Zustelldienst nicht veröffentlicht.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Wir versuchen es weiter. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'event-log-signature': {
    what: 'Eine Unterschrift im Ereignisprotokoll ist falsch.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Wir versuchen es weiter. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'event-log-subject': {
    what: 'Das Ereignisprotokoll enthält einen Eintrag zu einem anderen Vorgang.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Wir versuchen es weiter. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'event-log-author': {
    what: 'Das Ereignisprotokoll enthält einen Eintrag, den sein Verfasser nicht schreiben darf.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Wir versuchen es weiter. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'event-log-replayed': {
    what: 'Ein Eintrag steht im Ereignisprotokoll doppelt.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Wir versuchen es weiter. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'event-log-order': {
    what: 'Die Einträge des Ereignisprotokolls können so nicht aufeinander gefolgt sein.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Wir versuchen es weiter. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'event-log-submit-missing': {
    what: 'Im Ereignisprotokoll fehlt der Eintrag, mit dem der Antrag abgeschickt wurde.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Wir versuchen es weiter. Hält es an, verständigen Sie den Betreiber des Zustelldienstes.',
  },
  'event-log-submits': {
    what: 'Laut Ereignisprotokoll wurde derselbe Antrag mehrmals abgeschickt.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'event-log-tags': {
    what: 'Im Ereignisprotokoll fehlen die Prüfmerkmale, an denen der Antrag zu erkennen wäre.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'attachments-mismatch': {
    what: 'Die Anlagen stimmen nicht mit der Liste im Antrag überein.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'attachment-missing': {
    what: 'Eine angekündigte Anlage ist beim Zustelldienst nicht vorhanden.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'attachments-only': {
    what: 'Die Sendung enthält keine Antragsdaten, nur Anlagen.',
    safe: 'Sie liegt unverändert beim Zustelldienst.',
    todo: 'Melden Sie es dem Betreiber des Onlinedienstes; ohne Antragsdaten können wir sie nicht zuordnen.',
  },
  'data-missing': {
    what: 'Die angekündigten Antragsdaten fehlen.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'service-mismatch': {
    what: 'Die Begleitdaten nennen eine andere Verwaltungsleistung als die Einreichung.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'service-not-offered': {
    what: 'Der Antrag gilt einer Verwaltungsleistung, die dieser Zustellpunkt zurzeit nicht anbietet.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Prüfen Sie mit der IT, ob die Leistung im Portal noch eingetragen ist; danach übernehmen wir ihn von selbst.',
  },
  'schema-not-offered': {
    what: 'Das Format der Antragsdaten ist für diesen Zustellpunkt nicht eingetragen.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Prüfen Sie mit der IT die Einträge im Portal; danach übernehmen wir ihn von selbst.',
  },
  'schema-unknown': {
    what: 'Die Antragsdaten haben ein Format, das wir noch nicht kennen.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Lassen Sie eine neuere Fassung dieser Anwendung installieren.',
  },
  'header-refused': {
    what: 'Der Antrag ist auf eine Weise verschlüsselt, die nicht zugelassen ist.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'compression-refused': {
    what: 'Der Antrag wurde vor dem Verschlüsseln gepackt; das ist nicht mehr zugelassen.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'unknown-key': {
    what: 'Der Antrag ist für einen Schlüssel verschlüsselt, den wir nicht haben.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Lesen Sie die Verbindungsdatei mit dem fehlenden Schlüssel ein; dann übernehmen wir ihn von selbst.',
  },
  'key-mismatch': {
    what: 'Unser Schlüssel trägt die richtige Kennung, öffnet den Antrag aber nicht.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Prüfen Sie mit der IT, ob der Schlüssel der Verbindungsdatei der im Portal veröffentlichte ist.',
  },
  'tag-mismatch': {
    what: 'Ein Teil des Antrags ist nicht der, der abgeschickt wurde.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'ciphertext-altered': {
    what: 'Ein verschlüsselter Teil des Antrags wurde verändert.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'hash-mismatch': {
    what: 'Ein Teil des Antrags hat nicht die angekündigte Prüfsumme.',
    safe: 'Nichts davon wurde übernommen oder bestätigt.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'too-large': {
    what: 'Der Antrag ist größer oder tiefer gegliedert, als dieser Arbeitsplatz annehmen kann.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie die IT; sie kann ihn mit dem Betreiber des Onlinedienstes klären.',
  },
  'metadata-syntax': {
    what: 'Die Begleitdaten des Antrags sind nicht lesbar.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'metadata-duplicate-members': {
    what: 'Die Begleitdaten nennen eine Angabe doppelt; welche gilt, ist nicht zu entscheiden.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'metadata-schema-missing': {
    what: 'Die Begleitdaten sagen nicht, welcher Vorschrift sie folgen.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'metadata-version-unknown': {
    what: 'Die Begleitdaten haben eine Fassung, die wir noch nicht kennen.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Lassen Sie eine neuere Fassung dieser Anwendung installieren.',
  },
  'metadata-invalid': {
    what: 'Die Begleitdaten des Antrags halten sich nicht an ihre Vorschrift.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'data-syntax': {
    what: 'Die Antragsdaten sind nicht lesbar.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'schema-violation': {
    what: 'Die Antragsdaten halten sich nicht an ihr eigenes Format.',
    safe: 'Der Antrag liegt unverändert beim Zustelldienst.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes. Bleibt es dabei, können Sie den Antrag zurückweisen.',
  },
  'case-unknown': {
    what: 'Eine Nachreichung gehört zu einem Vorgang, den dieser Arbeitsplatz nicht hat.',
    safe: 'Sie liegt unverändert beim Zustelldienst.',
    todo: 'Prüfen Sie, ob ein anderer Arbeitsplatz oder eine Datensicherung den Vorgang hat.',
  },
  'storage-trouble': {
    what: 'Der Speicher dieses Rechners hat einen Fehler gemeldet.',
    safe: 'Früher Gespeichertes ist unverändert; nichts Neues wird bestätigt.',
    todo: 'Verständigen Sie die IT.',
  },
  'second-copy-unavailable': {
    what: 'Der Ordner der Datensicherung ist nicht erreichbar.',
    safe: 'Der Antrag ist hier gespeichert, der Empfang aber noch nicht bestätigt.',
    todo: 'Verbinden Sie das Laufwerk oder wählen Sie unter Verwaltung, Datensicherung einen anderen Ordner.',
  },
  'recovery-untested': {
    what: 'Der Wiederherstellungscode wurde noch nicht geprüft.',
    safe: 'Vorher wird kein Empfang bestätigt.',
    todo: 'Sperren Sie den Arbeitsplatz und geben Sie den Code vom Ausdruck ein.',
  },
  'store-place-refused': {
    what: 'Der Datenbestand liegt an einem Ort, der dafür nicht sicher ist (Netzlaufwerk, Synchronisationsordner, wanderndes Profil).',
    safe: 'Der Antrag ist hier gespeichert, der Empfang aber noch nicht bestätigt. Die Arbeit an Fällen geht weiter.',
    todo: 'Verständigen Sie die IT; Näheres steht unter Verwaltung, Datensicherung.',
  },
  'persistence-unproved': {
    what: 'Es ist noch nicht erwiesen, dass der Datenbestand einen Neustart übersteht.',
    safe: 'Der Antrag ist hier gespeichert, der Empfang aber noch nicht bestätigt.',
    todo: 'Beenden Sie die Anwendung und starten Sie sie wieder. Bleibt die Meldung, wählen Sie am Rechner einmal „Neu starten“. Danach geht es von selbst weiter.',
  },
  'accepted-elsewhere': {
    what: 'Der Antrag wurde von einem anderen Arbeitsplatz übernommen.',
    safe: 'Er ist dort bestätigt; hier wird er nicht doppelt angelegt.',
    todo: 'Klären Sie, welcher Arbeitsplatz diesen Zustellpunkt abruft. Es darf nur einer sein.',
  },
  'rejected-elsewhere': {
    what: 'Der Antrag wurde von einem anderen Arbeitsplatz zurückgewiesen.',
    safe: 'Hier wird er weder übernommen noch bestätigt.',
    todo: 'Klären Sie, welcher Arbeitsplatz diesen Zustellpunkt abruft, und ob die Person Bescheid weiß.',
  },
  'rejected-by-service': {
    what: 'Der Zustelldienst hat den Antrag zurückgewiesen, weil er nicht rechtzeitig bestätigt wurde.',
    safe: 'Was hier bereits gespeichert war, bleibt gespeichert.',
    todo: 'Verständigen Sie die antragstellende Person oder den Onlinedienst: Der Antrag gilt dort als nicht zugestellt und muss neu eingereicht werden.',
  },
  'deleted-by-service': {
    what: 'Der Zustelldienst hat den Antrag gelöscht.',
    safe: 'Was hier bereits gespeichert war, bleibt gespeichert.',
    todo: 'Verständigen Sie den Betreiber des Onlinedienstes: Der Antrag muss neu eingereicht werden.',
  },
} as const satisfies Readonly<Record<IntakeTrouble, ErrorText>>;
