/** The few texts main shows itself: dialog titles and what it says when no window can. German first. */
export const mainTexts = {
  de: {
    chooseFolder: {
      'second-copy': 'Ordner für die Datensicherung wählen',
      export: 'Zielordner für das Fachverfahren wählen',
      letter: 'Ordner für das Schreiben wählen',
    },
    chooseFile: { connection: 'Verbindungsdatei wählen' },
    cannotStart: {
      title: 'Einbürgerungsdesk kann nicht starten',
      text: 'Der Ordner mit den Daten dieses Arbeitsplatzes ist nicht lesbar oder nicht beschreibbar. Es wurde nichts geändert. Bitte lassen Sie die IT Speicherplatz und Rechte des Profilordners prüfen.',
    },
    coreKeepsFailing: {
      title: 'Einbürgerungsdesk kann nicht weiterarbeiten',
      text: 'Der Datendienst ist mehrmals hintereinander ausgefallen. Alles bisher Gespeicherte ist sicher. Bitte starten Sie das Programm neu; hilft das nicht, wenden Sie sich an Ihre IT.',
    },
  },
  en: {
    chooseFolder: {
      'second-copy': 'Choose the backup folder',
      export: 'Choose the target folder of the local procedure',
      letter: 'Choose a folder for the letter',
    },
    chooseFile: { connection: 'Choose the connection file' },
    cannotStart: {
      title: 'Einbürgerungsdesk cannot start',
      text: 'The folder with the data of this workplace cannot be read or written. Nothing was changed. Please have IT check disk space and permissions of the profile folder.',
    },
    coreKeepsFailing: {
      title: 'Einbürgerungsdesk cannot continue',
      text: 'The data service failed several times in a row. Everything saved so far is safe. Please restart the program; if that does not help, contact your IT.',
    },
  },
} as const;
