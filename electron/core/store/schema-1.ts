/**
 * First schema. Each table names its owner: only that module writes it, others read through the owner's functions
 * or views. Times are UTC milliseconds (`…_at`) or local ISO dates (`…_on`); ids are lower-case UUIDs.
 *
 * Primary data (Fachdaten, documents, drafts, settings, outbox) is marked; every other table of intake, cases,
 * requests and export is a projection that the journal's reducers write and `verify` can rebuild.
 */
export const SCHEMA_1 = `
-- owner: store -----------------------------------------------------------------------------------------------------
CREATE TABLE store_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- owner: store/documents; primary data. One immutable encrypted file each, key and hash live only here.
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  sha512 TEXT NOT NULL CHECK (length(sha512) = 128),
  size INTEGER NOT NULL CHECK (size >= 0),
  file_key BLOB NOT NULL CHECK (length(file_key) = 32),
  format INTEGER NOT NULL,
  detected_type TEXT NOT NULL,
  declared_type TEXT NOT NULL,
  name TEXT NOT NULL,
  pages INTEGER,
  trouble TEXT,
  derived_from TEXT REFERENCES document(id),
  copied_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX document_sha512 ON document(sha512);
CREATE INDEX document_uncopied ON document(created_at) WHERE copied_at IS NULL;

-- owner: journal ---------------------------------------------------------------------------------------------------
CREATE TABLE journal_header (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  workstation TEXT NOT NULL,
  case_id TEXT,
  kind TEXT NOT NULL,
  kind_version INTEGER NOT NULL,
  payload_digest TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX journal_case ON journal_header(case_id, sequence) WHERE case_id IS NOT NULL;
CREATE TABLE journal_payload (
  sequence INTEGER PRIMARY KEY REFERENCES journal_header(sequence),
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  payload TEXT NOT NULL
) STRICT;
CREATE TRIGGER journal_header_fixed BEFORE UPDATE ON journal_header BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_header_kept BEFORE DELETE ON journal_header BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_payload_fixed BEFORE UPDATE ON journal_payload BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- owner: administration; primary data (settings) ---------------------------------------------------------------------
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  roles TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE preference (account_id TEXT PRIMARY KEY REFERENCES account(id), value TEXT NOT NULL) STRICT;
CREATE TABLE office (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), version INTEGER NOT NULL, profile TEXT NOT NULL) STRICT;
CREATE TABLE reference_number (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;

-- owner: delivery; primary data --------------------------------------------------------------------------------------
CREATE TABLE destination (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  environment TEXT NOT NULL CHECK (environment IN ('TEST', 'STAGE', 'PROD')),
  -- JSON: api version, base addresses, client id and secret, private keys.
  settings TEXT NOT NULL,
  last_success_at INTEGER,
  trouble TEXT,
  trouble_since INTEGER
) STRICT;
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('accept-submission', 'reject-submission', 'reply')),
  destination_id TEXT NOT NULL REFERENCES destination(id),
  fit_case_id TEXT NOT NULL,
  -- Submission id or our request id.
  subject_id TEXT NOT NULL UNIQUE,
  -- The finished, signed event (accept, reject) or the finished encrypted parts (reply), so that a resend is the same.
  body TEXT NOT NULL,
  jti TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'conflict', 'refused')),
  -- What the service already took, for kinds with several steps. JSON.
  progress TEXT NOT NULL DEFAULT '{}',
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  trouble TEXT,
  created_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX outbox_due ON outbox(next_at) WHERE state = 'pending';

-- owner: intake ------------------------------------------------------------------------------------------------------
CREATE TABLE eingang (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL CHECK (channel IN ('fit-connect', 'file', 'post', 'e-mail', 'vorsprache')),
  received_on TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  submission_id TEXT UNIQUE,
  fit_case_id TEXT,
  destination_id TEXT,
  submitted_at INTEGER,
  collected_at INTEGER NOT NULL,
  -- 'application', 'follow-up', 'addition', 'unmapped'.
  kind TEXT NOT NULL
) STRICT;
CREATE INDEX eingang_fit_case ON eingang(fit_case_id) WHERE fit_case_id IS NOT NULL;
-- primary data: what was received, byte for byte
CREATE TABLE fachdaten (
  eingang_id TEXT PRIMARY KEY REFERENCES eingang(id),
  schema_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  sha512 TEXT NOT NULL,
  bytes BLOB NOT NULL,
  metadata BLOB NOT NULL,
  -- JSON array: the verified event log at intake (compact SETs).
  events TEXT NOT NULL,
  -- Reply key and process standards of the applicant's side, when given. JSON.
  reply_channel TEXT
) STRICT;
CREATE TABLE eingang_document (
  eingang_id TEXT NOT NULL REFERENCES eingang(id),
  document_id TEXT NOT NULL REFERENCES document(id),
  position INTEGER NOT NULL,
  attachment_id TEXT,
  purpose TEXT NOT NULL,
  claimed_evidence TEXT,
  PRIMARY KEY (eingang_id, document_id)
) STRICT;
-- primary data: what waits and why; a row goes when the submission is kept
CREATE TABLE intake_trouble (
  -- Submission id, or destination id when the whole connection is concerned.
  subject_id TEXT PRIMARY KEY,
  submission_id TEXT,
  destination_id TEXT NOT NULL,
  code TEXT NOT NULL,
  part TEXT,
  -- Time of the signed submit event, once it could be read; first seen here
  submitted_at INTEGER,
  first_at INTEGER NOT NULL,
  since INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  -- 1 when the journal has an entry of this code and part
  journalled INTEGER NOT NULL DEFAULT 0
) STRICT;

-- owner: cases -------------------------------------------------------------------------------------------------------
CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  file_number TEXT,
  eingang_id TEXT REFERENCES eingang(id),
  fit_case_id TEXT,
  family_id TEXT NOT NULL,
  person_ref TEXT NOT NULL,
  role TEXT NOT NULL,
  channel TEXT NOT NULL,
  -- what lists show and search, derived from the declared person
  family_name TEXT NOT NULL,
  given_names TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  nationalities TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  search_form TEXT NOT NULL,
  loose_form TEXT NOT NULL,
  -- JSON: ApplicantPerson, representative, remarks, further fields
  declared TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  status TEXT NOT NULL,
  -- JSON array: statuses to go back to after a suspension or reopening
  return_to TEXT NOT NULL DEFAULT '[]',
  status_since INTEGER NOT NULL,
  handover TEXT NOT NULL DEFAULT 'OFFEN',
  assignee TEXT,
  submitted_at INTEGER,
  collected_at INTEGER,
  filing_date TEXT NOT NULL,
  filing_date_confirmed INTEGER NOT NULL DEFAULT 0,
  deadline_on TEXT,
  round INTEGER NOT NULL DEFAULT 0,
  slots_total INTEGER NOT NULL DEFAULT 0,
  slots_settled INTEGER NOT NULL DEFAULT 0,
  unplaced INTEGER NOT NULL DEFAULT 0,
  last_activity_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_status ON cases(status, filing_date);
CREATE INDEX cases_filing ON cases(filing_date, id);
CREATE INDEX cases_assignee ON cases(assignee, filing_date);
CREATE INDEX cases_family ON cases(family_id);
CREATE INDEX cases_fit_case ON cases(fit_case_id) WHERE fit_case_id IS NOT NULL;
CREATE INDEX cases_deadline ON cases(deadline_on) WHERE deadline_on IS NOT NULL;
CREATE INDEX cases_search ON cases(search_form);
CREATE INDEX cases_birth ON cases(birth_date);
-- which documents a case sees; one scan may serve several persons of a family
CREATE TABLE case_document (
  case_id TEXT NOT NULL REFERENCES cases(id),
  document_id TEXT NOT NULL REFERENCES document(id),
  eingang_id TEXT REFERENCES eingang(id),
  purpose TEXT NOT NULL,
  claimed_evidence TEXT,
  received_on TEXT NOT NULL,
  pages INTEGER,
  -- which Eingang of this case brought it, counted from 0
  eingang_number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (case_id, document_id)
) STRICT;
CREATE INDEX case_document_document ON case_document(document_id);
CREATE INDEX case_document_later ON case_document(case_id) WHERE eingang_number > 0 AND purpose = 'attachment';
CREATE TABLE evidence_slot (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  evidence TEXT NOT NULL,
  required INTEGER NOT NULL,
  position INTEGER NOT NULL,
  mark TEXT NOT NULL DEFAULT 'open' CHECK (mark IN ('open', 'missing', 'not-needed')),
  reason TEXT,
  UNIQUE (case_id, evidence)
) STRICT;
CREATE TABLE placement (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  slot_id TEXT NOT NULL REFERENCES evidence_slot(id),
  document_id TEXT NOT NULL REFERENCES document(id),
  page_from INTEGER NOT NULL,
  page_to INTEGER NOT NULL,
  proposed INTEGER NOT NULL,
  result TEXT,
  reason TEXT,
  note TEXT NOT NULL DEFAULT '',
  original_seen_on TEXT,
  reviewed_by TEXT,
  reviewed_at INTEGER,
  CHECK (page_from >= 1 AND page_to >= page_from)
) STRICT;
CREATE INDEX placement_case ON placement(case_id);
CREATE INDEX placement_slot ON placement(slot_id);
CREATE INDEX placement_document ON placement(document_id);
CREATE TABLE note (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX note_case ON note(case_id, at);
CREATE TABLE status_interval (
  case_id TEXT NOT NULL REFERENCES cases(id),
  status TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  PRIMARY KEY (case_id, from_at, status)
) STRICT;
CREATE INDEX status_interval_status ON status_interval(status, from_at);

-- owner: requests ----------------------------------------------------------------------------------------------------
CREATE TABLE request (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  round INTEGER NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('fit-connect', 'letter')),
  addressee TEXT NOT NULL,
  message TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  sent_by TEXT NOT NULL,
  deadline_on TEXT NOT NULL,
  delivery TEXT NOT NULL,
  posted_on TEXT,
  letter_document_id TEXT NOT NULL REFERENCES document(id),
  letter_sha512 TEXT NOT NULL,
  UNIQUE (case_id, round)
) STRICT;
CREATE TABLE request_item (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES request(id),
  position INTEGER NOT NULL,
  slot_id TEXT NOT NULL REFERENCES evidence_slot(id),
  evidence TEXT NOT NULL,
  reason TEXT NOT NULL,
  explanation TEXT NOT NULL
) STRICT;
CREATE INDEX request_item_request ON request_item(request_id, position);
CREATE INDEX request_item_slot ON request_item(slot_id);
CREATE TABLE request_extension (
  request_id TEXT NOT NULL REFERENCES request(id),
  at INTEGER NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (request_id, at)
) STRICT;
-- primary data
CREATE TABLE request_draft (
  case_id TEXT PRIMARY KEY REFERENCES cases(id),
  draft TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  saved_by TEXT NOT NULL
) STRICT;

-- what other modules may know of requests: the slots asked for and since when; an item is answered or settled when its slot is
CREATE VIEW v_requested_slot AS
  SELECT item.id AS item_id, item.slot_id, item.evidence, request.id AS request_id, request.case_id, request.round, request.sent_at
  FROM request_item AS item JOIN request ON request.id = item.request_id;

-- owner: export ------------------------------------------------------------------------------------------------------
CREATE TABLE export_package (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases(id),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  package_name TEXT NOT NULL,
  files INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  supplement INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('EXPORTIERT', 'BESTAETIGT', 'FEHLER')),
  confirmed_at INTEGER,
  file_number TEXT
) STRICT;
CREATE INDEX export_package_case ON export_package(case_id, at);
-- which papers a package holds, so that a supplement is exactly what no earlier package had
CREATE TABLE export_document (
  export_id TEXT NOT NULL REFERENCES export_package(id),
  document_id TEXT NOT NULL REFERENCES document(id),
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (export_id, document_id)
) STRICT;
-- what other modules may know of exports
CREATE VIEW v_exported_case AS SELECT case_id, max(at) AS last_at FROM export_package WHERE state <> 'FEHLER' GROUP BY case_id;
`;
