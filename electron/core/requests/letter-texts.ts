/**
 * German wording of a Nachforderung, ours, to be released by the office (DOMAIN §9.3). Norms: duty to cooperate
 * § 34 S. 2 StAG with § 82 Abs. 1 AufenthG; consequence of missing the deadline must be named (§ 82 Abs. 3 S. 2
 * AufenthG); fee of a rejection § 38 Abs. 2 StAG. A Nachforderung is no administrative act: no Rechtsbehelfsbelehrung.
 */
export const letterTexts = {
  subject: (filedOn: string): string => `Ihr Antrag auf Einbürgerung vom ${filedOn} – Nachforderung von Unterlagen`,
  salutation: 'Guten Tag,',
  opening: (filedOn: string, person: string): string =>
    `am ${filedOn} ist der Antrag auf Einbürgerung für ${person} bei uns eingegangen. Damit wir weiterarbeiten können, fehlen noch die unten genannten Angaben und Nachweise.`,
  deadline: (deadline: string): string => `Bitte reichen Sie alles bis zum ${deadline} ein.`,
  byReply:
    'Antworten Sie dazu am besten über denselben Online-Dienst, mit dem Sie den Antrag gestellt haben. Sie können die Unterlagen auch per Post schicken.',
  byPost:
    'Schicken Sie uns die Unterlagen per Post oder geben Sie sie bei uns ab. Legen Sie bitte dieses Schreiben bei oder nennen Sie unser Zeichen.',
  formats:
    'Elektronisch können wir PDF, JPEG und PNG lesen. Bitte fotografieren oder scannen Sie jede Seite vollständig und gut lesbar.',
  list: 'Das brauchen wir noch',
  columns: { number: 'Nr.', evidence: 'Nachweis', reason: 'Grund', explanation: 'Was wir genau brauchen' },
  duty: 'Sie sind verpflichtet, an dem Verfahren mitzuwirken und die Nachweise vorzulegen, die Sie beschaffen können (§ 34 Satz 2 StAG in Verbindung mit § 82 Absatz 1 AufenthG).',
  consequence:
    'Was erst nach Ablauf der Frist bei uns eingeht, kann unberücksichtigt bleiben. Wir können dann nach dem vorliegenden Stand entscheiden. Das kann zu einer Ablehnung führen, für die eine Gebühr anfällt (§ 38 Absatz 2 StAG).',
  help: 'Schaffen Sie es nicht rechtzeitig oder können Sie einen Nachweis nicht beschaffen, schreiben Sie uns bitte vor Ablauf der Frist und nennen Sie die Gründe. Die Frist kann verlängert werden. Es kann sein, dass wir später noch weitere Nachweise brauchen.',
  closing: 'Mit freundlichen Grüßen',
  info: { reference: 'Unser Zeichen', caseworker: 'Bearbeitung', phone: 'Telefon', email: 'E-Mail', date: 'Datum' },
  page: (page: number, pages: number): string => `Seite ${page} von ${pages}`,
} as const;
