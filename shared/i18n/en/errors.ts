import type { ErrorTexts } from '../error-texts.ts';

export const errors = {
  'invalid-request': {
    what: 'The application did not accept this input.',
    safe: 'Nothing was changed.',
    todo: 'Check the input. If the error stays, tell IT.',
  },
  'not-signed-in': {
    what: 'You are not signed in.',
    safe: 'Everything saved is safe.',
    todo: 'Sign in and repeat the step.',
  },
  'not-permitted': {
    what: 'Your account lacks the right to do this.',
    safe: 'Nothing was changed.',
    todo: 'Ask the team lead to take over or to grant the right.',
  },
  'store-locked': {
    what: 'The workplace is locked.',
    safe: 'Everything saved is encrypted and safe.',
    todo: 'Sign in and repeat the step.',
  },
  'storage-trouble': {
    what: "This computer's storage did not complete the step.",
    safe: 'Earlier data is unchanged; this step is not saved.',
    todo: 'Check free disk space and repeat the step. If the error stays, tell IT.',
  },
  'too-many-calls': {
    what: 'Too many requests are under way at once.',
    safe: 'Nothing was changed.',
    todo: 'Wait a moment and repeat the step.',
  },
  unexpected: {
    what: 'An unexpected error occurred.',
    safe: 'Everything saved so far is safe.',
    todo: 'Repeat the step. If the error stays, restart the application and tell IT.',
  },
  'store-exists': {
    what: 'A store is already set up on this computer.',
    safe: 'It was not changed.',
    todo: 'Sign in with an existing account.',
  },
  'unknown-grant': {
    what: 'The selection is no longer valid.',
    safe: 'Nothing was changed.',
    todo: 'Choose the folder or file again.',
  },
  'folder-not-writable': {
    what: 'This folder cannot be written to.',
    safe: 'Nothing was changed.',
    todo: 'Choose another folder or ask for write access.',
  },
  'same-place': {
    what: 'This folder is in the same place as the store.',
    safe: 'Nothing was changed.',
    todo: 'Choose a folder on another drive or on the network. Only then does the second copy help if this computer fails.',
  },
  'passphrase-too-weak': {
    what: 'This passphrase is too easy to guess.',
    safe: 'Nothing was changed.',
    todo: 'Use a longer one, for example four unrelated words.',
  },
  'wrong-recovery-code': {
    what: 'This recovery code does not belong to this store.',
    safe: 'The store is unchanged.',
    todo: 'Check whether the printout belongs to this office and this computer.',
  },
  'recovery-code-typo': {
    what: 'There is a typing error in the recovery code.',
    safe: 'The store is unchanged.',
    todo: 'Compare the code group by group with the printout.',
  },
  'no-store': {
    what: 'No store is set up on this computer yet.',
    safe: 'Nothing is lost.',
    todo: 'Set up the workplace. If there was a store here before, tell IT first.',
  },
  'wrong-passphrase': {
    what: 'Account and passphrase do not match.',
    safe: 'Everything saved is encrypted and safe.',
    todo: 'Mind upper and lower case. If the passphrase is forgotten, use the recovery code.',
  },
  wait: {
    what: 'After several failed attempts signing in is blocked for a short time.',
    safe: 'Everything saved is encrypted and safe.',
    todo: 'Wait and then try again.',
  },
  'newer-version': {
    what: 'The store was edited with a newer version of this application.',
    safe: 'It was neither opened nor changed.',
    todo: 'Have the newer version installed.',
  },
  'database-damaged': {
    what: 'The database is damaged.',
    safe: 'It was not changed; the second copy and the documents are stored separately.',
    todo: 'Stop working and tell IT; they will restore the backup.',
  },
  'rolled-back': {
    what: 'The data store is older than it should be: entries are missing that were already safely stored here.',
    safe: 'Nothing was opened, changed or deleted. What was acknowledged also stands in the second copy.',
    todo: 'Stop working and tell IT; they restore the data store from the second copy. The missing applications are named below.',
  },
  'key-file-damaged': {
    what: 'The key file is damaged.',
    safe: 'The data is unchanged but cannot be read without the key file.',
    todo: 'Tell IT. A copy of the key file is kept with the second copy.',
  },
  'key-file-missing': {
    what: 'The key file is missing.',
    safe: 'The data is unchanged but cannot be read without the key file.',
    todo: 'Tell IT. A copy of the key file is kept with the second copy.',
  },
  'held-by-other': {
    what: 'The data store is already open somewhere else.',
    safe: 'It was not changed here.',
    todo: 'Switch to the other window, or have it closed where it is open.',
  },
  'place-refused': {
    what: 'The folder in which the data store would lie is not safe for it.',
    safe: 'Nothing was created and nothing was changed.',
    todo: 'The data store belongs on a disk of this computer, not on a network drive, in a synchronised folder or in a roaming profile. Ask IT to move the folder; only a policy (allowedStorePlaces) can allow an exception.',
  },
  'store-of-other-user': {
    what: 'Somebody else already keeps a data store on this computer.',
    safe: 'It was not changed, and no second one was created beside it.',
    todo: 'Sign in to the computer as the user named here, or settle with IT whose data store it is. Only a policy (severalStoresAllowed) allows several data stores on one computer.',
  },
  'unknown-account': {
    what: 'This account does not exist.',
    safe: 'Nothing was changed.',
    todo: 'Choose an existing account.',
  },
  'stale-version': {
    what: 'The case was meanwhile changed elsewhere.',
    safe: 'The other change is kept; yours was not saved.',
    todo: 'Look at the new state and repeat the step if it still fits.',
  },
  'file-unreadable': {
    what: 'The file could not be read.',
    safe: 'Nothing was changed.',
    todo: 'Check that the file still exists and that you may open it.',
  },
  'not-a-connection-file': {
    what: 'This is not a connection file for the online intake.',
    safe: 'The existing connection is unchanged.',
    todo: 'Choose the file you received for this destination.',
  },
  'key-unusable': {
    what: 'A key in the connection file cannot be used.',
    safe: 'The existing connection is unchanged.',
    todo: 'Ask the issuing body for a new connection file.',
  },
  'address-not-allowed': {
    what: 'The address in the connection file is not allowed.',
    safe: 'No connection was made.',
    todo: 'Check with IT whether the file belongs to this environment and what policy allows.',
  },
  'already-connected-elsewhere': {
    what: 'This store is connected to another environment, for example TEST instead of PRODUCTION.',
    safe: 'Nothing was changed.',
    todo: 'Set up a workplace of its own, with its own store, for the other environment.',
  },
  'list-gone': {
    what: 'This list no longer exists.',
    safe: 'All cases are unchanged.',
    todo: 'Open the list again.',
  },
  'case-not-found': {
    what: 'This case does not exist or no longer exists.',
    safe: 'Nothing was changed.',
    todo: 'Go back to the list and look for it there.',
  },
  'case-closed': {
    what: 'The case is closed.',
    safe: 'Nothing was changed.',
    todo: 'To continue work, the team lead can reopen it.',
  },
  'transition-not-allowed': {
    what: 'This step is not possible in the current status.',
    safe: 'The status is unchanged.',
    todo: 'The status menu shows what is still missing.',
  },
  'field-missing': {
    what: 'An entry needed for this step is missing.',
    safe: 'Nothing was changed.',
    todo: 'Add it and repeat the step.',
  },
  'reason-missing': {
    what: 'A reason is missing.',
    safe: 'Nothing was changed.',
    todo: 'State why you are making this change.',
  },
  'date-in-future': {
    what: 'The date is in the future.',
    safe: 'Nothing was changed.',
    todo: 'Enter the day on which it actually happened.',
  },
  'slot-exists': {
    what: 'This proof is already on the list.',
    safe: 'Nothing was changed.',
    todo: 'Use the existing entry.',
  },
  'slot-not-found': {
    what: 'This proof is no longer in the case.',
    safe: 'Nothing was changed.',
    todo: 'Look at the new state.',
  },
  'document-not-found': {
    what: 'This document is not in the case.',
    safe: 'Nothing was changed.',
    todo: 'Look at the new state.',
  },
  'pages-out-of-range': {
    what: 'The document does not have these pages.',
    safe: 'Nothing was changed.',
    todo: 'Check the first and last page.',
  },
  'placement-not-found': {
    what: 'This placement no longer exists.',
    safe: 'Nothing was changed.',
    todo: 'Look at the new state.',
  },
  'submission-not-waiting': {
    what: 'This application does not wait any more.',
    safe: 'Nothing was rejected.',
    todo: 'Look in the list for what became of it.',
  },
  'reason-not-provable': {
    what: 'No fault of the sender is proved for this application.',
    safe: 'It stays at the delivery service and is tried again.',
    todo: 'Follow the advice of the message; it cannot be rejected.',
  },
  'reason-changed': {
    what: 'The renewed check gave another picture.',
    safe: 'Nothing was rejected.',
    todo: 'Collect again and read the new reason.',
  },
  'service-not-reached': {
    what: 'The delivery service could not be reached for the renewed check.',
    safe: 'Nothing was rejected.',
    todo: 'Try again later.',
  },
  'not-connected': {
    what: 'The online intake is not connected yet.',
    safe: 'Nothing is lost: applications wait at the delivery service.',
    todo: 'Import the connection file under Administration, Connection.',
  },
  'name-missing': {
    what: 'A name is missing.',
    safe: 'No case was created.',
    todo: 'Enter at least one name; a single name goes into given names.',
  },
  'name-characters': {
    what: 'The name contains a character not provided for names (DIN 91379).',
    safe: 'No case was created.',
    todo: 'Compare the name character by character with the identity document.',
  },
  'file-too-large': {
    what: 'A file is too large.',
    safe: 'No file was added.',
    todo: 'Split the file and add the parts.',
  },
  'no-items': {
    what: 'No proof is selected.',
    safe: 'Nothing was sent.',
    todo: 'Select at least one proof.',
  },
  'deadline-not-future': {
    what: 'The deadline is not in the future.',
    safe: 'Nothing was sent.',
    todo: 'Choose a later day.',
  },
  'deadline-not-working-day': {
    what: 'The deadline falls on a weekend or public holiday.',
    safe: 'Nothing was sent.',
    todo: 'Choose a working day.',
  },
  'characters-not-printable': {
    what: 'The text contains characters that cannot be printed in the letter.',
    safe: 'The draft is saved, nothing was sent.',
    todo: 'Remove special characters such as emojis from the text.',
  },
  'preview-gone': {
    what: 'The preview no longer exists.',
    safe: 'The draft is saved, nothing was sent.',
    todo: 'Open the preview again and check it before sending.',
  },
  'preview-differs': {
    what: 'The draft was changed after the preview.',
    safe: 'The draft is saved, nothing was sent.',
    todo: 'Look at the new preview, then send.',
  },
  'channel-unavailable': {
    what: 'This way of sending is not available now.',
    safe: 'The draft is saved, nothing was sent.',
    todo: 'Choose another way of sending.',
  },
  'request-not-found': {
    what: 'This request is not in the case.',
    safe: 'Nothing was changed.',
    todo: 'Look at the new state.',
  },
  'not-a-letter': {
    what: 'This request was not sent as a letter.',
    safe: 'Nothing was changed.',
    todo: 'Choose a request sent by letter.',
  },
  'folder-full': {
    what: 'There is not enough space in the target folder.',
    safe: 'No incomplete package was left behind; the case is unchanged.',
    todo: 'Free some space or choose another folder.',
  },
  'target-exists': {
    what: 'The target folder already contains a package of this name.',
    safe: 'It was not overwritten.',
    todo: 'Choose another folder or move the old package.',
  },
  'document-unreadable': {
    what: 'A document of the case could not be read.',
    safe: 'No package was left behind; the case is unchanged.',
    todo: 'Tell IT; the second copy contains the document.',
  },
  'read-back-differs': {
    what: 'On reading back, the written package differs from the original.',
    safe: 'It was removed again; the case is unchanged.',
    todo: 'Choose another folder and have the drive checked.',
  },
  'export-not-found': {
    what: 'This export does not exist.',
    safe: 'Nothing was changed.',
    todo: 'Look at the list again.',
  },
  'already-confirmed': {
    what: 'This export is already confirmed.',
    safe: 'Nothing was changed.',
    todo: 'There is nothing more to do.',
  },
} as const satisfies ErrorTexts;
