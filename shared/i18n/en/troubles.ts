import type { IntakeTrouble } from '../../domain/intake-troubles.ts';
import type { ErrorText } from '../error-texts.ts';

/** English texts of {@link IntakeTrouble}. */
export const troubles = {
  'service-unreachable': {
    what: 'The delivery service cannot be reached.',
    safe: 'Applications wait there.',
    todo: 'We keep trying. Otherwise check the network with IT.',
  },
  'service-slow': {
    what: 'The delivery service answers too slowly.',
    safe: 'Applications wait there.',
    todo: 'We keep trying; there is nothing to do.',
  },
  'service-busy': {
    what: 'The delivery service is busy and asks for patience.',
    safe: 'Applications wait there.',
    todo: 'We wait as long as it asks; there is nothing to do.',
  },
  'service-error': {
    what: 'The delivery service reports an error of its own.',
    safe: 'Applications wait there.',
    todo: 'We keep trying. If it lasts, ask the operator.',
  },
  'credentials-refused': {
    what: 'The delivery service does not accept our credentials.',
    safe: 'Applications wait there.',
    todo: 'Have the credentials renewed and import the new connection file.',
  },
  'not-connected-to-destination': {
    what: 'We are not allowed to collect this destination.',
    safe: 'Applications wait there.',
    todo: 'Check with IT whether the connection file belongs to this destination.',
  },
  'storage-full': {
    what: 'There is not enough space on this computer.',
    safe: 'Everything saved is safe; nothing new is acknowledged.',
    todo: 'Free some space. Then it goes on by itself.',
  },
  'answer-unexpected': {
    what: 'The delivery service gave an answer we do not understand.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'We keep trying. If it lasts, tell the operator of the delivery service.',
  },
  'destination-mismatch': {
    what: 'The delivery service delivered another submission than the one asked for.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'We keep trying. If it lasts, tell the operator of the delivery service.',
  },
  'gone-unexplained': {
    what: 'The application is no longer offered, and the event log does not say why.',
    safe: 'None of it was taken over or acknowledged here.',
    todo: 'We keep asking. If it lasts, tell the operator of the delivery service.',
  },
  'event-log-malformed': {
    what: 'The event log holds an entry that is not as prescribed.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'We keep trying. If it lasts, tell the operator of the delivery service.',
  },
  'event-log-issuer': {
    what: 'The event log holds an entry of an unknown issuer.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'Check with IT whether the connection file belongs to this delivery service.',
  },
  'event-log-key': {
    what: 'The event log is signed with a key the delivery service does not publish.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'We keep trying. If it lasts, tell the operator of the delivery service.',
  },
  'event-log-signature': {
    what: 'A signature in the event log is wrong.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'We keep trying. If it lasts, tell the operator of the delivery service.',
  },
  'event-log-subject': {
    what: 'The event log holds an entry about another case.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'We keep trying. If it lasts, tell the operator of the delivery service.',
  },
  'event-log-author': {
    what: 'The event log holds an entry its author may not write.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'We keep trying. If it lasts, tell the operator of the delivery service.',
  },
  'event-log-replayed': {
    what: 'An entry stands in the event log twice.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'We keep trying. If it lasts, tell the operator of the delivery service.',
  },
  'event-log-order': {
    what: 'The entries of the event log cannot have followed each other like this.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'We keep trying. If it lasts, tell the operator of the delivery service.',
  },
  'event-log-submit-missing': {
    what: 'The event log lacks the entry with which the application was submitted.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'We keep trying. If it lasts, tell the operator of the delivery service.',
  },
  'event-log-submits': {
    what: 'According to the event log the same application was submitted more than once.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'event-log-tags': {
    what: 'The event log lacks the tags by which the application could be recognised.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'attachments-mismatch': {
    what: 'The attachments do not match the list in the application.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'attachment-missing': {
    what: 'An announced attachment is not there at the delivery service.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'attachments-only': {
    what: 'The submission holds no application data, only attachments.',
    safe: 'It stays unchanged at the delivery service.',
    todo: 'Tell the operator of the online service; without application data we cannot tell whose it is.',
  },
  'data-missing': {
    what: 'The announced application data is missing.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'service-mismatch': {
    what: 'The metadata names another public service than the submission.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'service-not-offered': {
    what: 'The application is for a public service this destination does not offer at present.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Check with IT whether the service is still entered in the portal; then we take it over by ourselves.',
  },
  'schema-not-offered': {
    what: 'The format of the application data is not entered for this destination.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Check the entries in the portal with IT; then we take it over by ourselves.',
  },
  'schema-unknown': {
    what: 'The application data has a format we do not know yet.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Have a newer version of this application installed.',
  },
  'header-refused': {
    what: 'The application is encrypted in a way that is not allowed.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'compression-refused': {
    what: 'The application was compressed before encryption, which is no longer allowed.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'unknown-key': {
    what: 'The application is encrypted for a key we do not have.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Import the connection file with the missing key; then we take it over by ourselves.',
  },
  'key-mismatch': {
    what: 'Our key bears the right identifier but does not open the application.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Check with IT whether the key of the connection file is the one published in the portal.',
  },
  'tag-mismatch': {
    what: 'A part of the application is not the one that was submitted.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'ciphertext-altered': {
    what: 'An encrypted part of the application was altered.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'hash-mismatch': {
    what: 'A part of the application does not have the announced checksum.',
    safe: 'None of it was taken over or acknowledged.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'too-large': {
    what: 'The application is larger or more deeply nested than this workplace can take in.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell IT; they can settle it with the operator of the online service.',
  },
  'metadata-syntax': {
    what: 'The metadata of the application cannot be read.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'metadata-duplicate-members': {
    what: 'The metadata states something twice; which one counts cannot be decided.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'metadata-schema-missing': {
    what: 'The metadata does not say which schema it follows.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'metadata-version-unknown': {
    what: 'The metadata has a version we do not know yet.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Have a newer version of this application installed.',
  },
  'metadata-invalid': {
    what: 'The metadata of the application does not keep to its schema.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'data-syntax': {
    what: 'The application data cannot be read.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'schema-violation': {
    what: 'The application data does not keep to its own format.',
    safe: 'The application lies unchanged at the delivery service.',
    todo: 'Tell the operator of the online service. If it stays so, you can reject the application.',
  },
  'case-unknown': {
    what: 'A follow-up belongs to a case that this workplace does not hold.',
    safe: 'It lies unchanged at the delivery service.',
    todo: 'Check whether another workplace or a backup holds the case.',
  },
  'storage-trouble': {
    what: "This computer's storage reported an error.",
    safe: 'What was saved earlier is unchanged; nothing new is acknowledged.',
    todo: 'Tell IT.',
  },
  'second-copy-unavailable': {
    what: 'The backup folder cannot be reached.',
    safe: 'The application is saved here, but receipt is not acknowledged yet.',
    todo: 'Connect the drive or choose another folder under Administration, Backup.',
  },
  'recovery-untested': {
    what: 'The recovery code was not checked yet.',
    safe: 'Before that no receipt is acknowledged.',
    todo: 'Lock the workplace and type the code from the printout.',
  },
  'store-place-refused': {
    what: 'The data store lies in a place that is not safe for it (network drive, synchronised folder, roaming profile).',
    safe: 'The application is stored here, but receipt is not yet confirmed. Work on cases goes on.',
    todo: 'Tell IT; details are under Administration, Backup.',
  },
  'persistence-unproved': {
    what: 'It has not been shown yet that the data store outlives a restart.',
    safe: 'The application is stored here, but receipt is not yet confirmed.',
    todo: 'Quit the application and start it again. If the message stays, choose “Restart” on the computer once. After that it goes on by itself.',
  },
  'accepted-elsewhere': {
    what: 'The application was taken over by another workplace.',
    safe: 'It is acknowledged there; it is not created twice here.',
    todo: 'Find out which workplace collects this destination. There may be only one.',
  },
  'rejected-elsewhere': {
    what: 'The application was rejected by another workplace.',
    safe: 'It is neither taken over nor acknowledged here.',
    todo: 'Find out which workplace collects this destination and whether the person knows.',
  },
  'rejected-by-service': {
    what: 'The delivery service rejected the application because it was not acknowledged in time.',
    safe: 'What was saved here already stays saved.',
    todo: 'Tell the applicant or the online service: there the application counts as not delivered and has to be submitted again.',
  },
  'deleted-by-service': {
    what: 'The delivery service deleted the application.',
    safe: 'What was saved here already stays saved.',
    todo: 'Tell the operator of the online service: the application has to be submitted again.',
  },
} as const satisfies Readonly<Record<IntakeTrouble, ErrorText>>;
