/** Texts of "An Fachverfahren": check, package, confirmation. */
export const exportTexts = {
  title: 'An Fachverfahren',
  dialogTitle: 'An Fachverfahren',
  ready: 'Bereit ({{number}})',
  readyEmpty: 'Kein Fall ist bereit',
  readyEmptyHint:
    'Fälle erscheinen hier, sobald ihre Unterlagen vollständig sind. Exportieren lässt sich ein Fall auch vorher, aus dem Fall heraus.',
  done: 'Exportiert ({{waiting}} ohne Bestätigung)',
  doneEmpty: 'Noch kein Fall wurde exportiert.',
  open: 'Prüfen und exportieren …',
  supplement: 'Nachtrag',
  history: 'Bisherige Exporte',
  close: 'Schließen',
  column: {
    name: 'Name',
    birthDate: 'geboren',
    reference: 'Zeichen',
    progress: 'Nachweise',
    status: 'Status',
    handover: 'Fachverfahren',
    package: 'Paket',
    at: 'Exportiert',
    files: 'Umfang',
    action: 'Nächster Schritt',
  },
  check: {
    title: 'Prüfung',
    holds:
      'Das Paket enthält {{documents}} Dokumente ({{size}}), die Antragsdaten wie eingegangen, die Beurteilungen und den Verlauf.',
    holdsSupplement:
      'Das Paket ist ein Nachtrag: {{documents}} Dokumente ({{size}}), die seit dem letzten Export hinzugekommen sind.',
    clean: 'Nichts spricht dagegen.',
  },
  severity: { info: 'Hinweis', warning: 'Achtung', error: 'Hindernis' },
  finding: {
    'slots-undecided': 'Nachweise sind noch nicht beurteilt',
    'slots-missing': 'Nachweise fehlen oder sind mangelhaft',
    'request-running': 'Nachgeforderte Nachweise stehen noch aus',
    'documents-unplaced': 'Dokumente haben Seiten ohne Zuordnung; sie gehen trotzdem mit',
    'documents-troubled': 'Dokumente sind leer, beschädigt oder geschützt; sie gehen unverändert mit',
    'not-declared-complete': 'Die Unterlagen sind noch nicht für vollständig erklärt',
    'case-ended': 'Das Verfahren ist bereits beendet',
  },
  run: {
    button: 'In Ordner exportieren …',
    again: 'Erneut exportieren …',
    writing: 'Das Paket wird geschrieben und zurückgelesen …',
    done: 'Paket „{{name}}“ vollständig in „{{folder}}“ geschrieben und geprüft.',
    next: 'Bestätigen Sie hier, sobald das Fachverfahren es übernommen hat.',
  },
  row: {
    facts: '{{at}} · {{by}} · {{files}} Dateien, {{size}}',
    size: '{{files}} Dateien, {{size}}',
    manifest: 'Prüfsumme des Verzeichnisses (SHA-256): {{hash}}',
    fileNumber: 'Aktenzeichen {{fileNumber}}',
  },
  confirm: { fileNumber: 'Aktenzeichen im Fachverfahren (falls bekannt)', button: 'Übernahme bestätigen' },
} as const;
