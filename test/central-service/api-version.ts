/** The two generations of the Submission API. */
export type ApiVersion = 'v1' | 'v2';

/** Everything in which the two generations differ; no other module compares version names. */
export type ApiDialect = {
  version: ApiVersion;
  /** Member naming the Verwaltungsleistung in a submission. */
  serviceMember: 'serviceType' | 'publicService';
  /** Whether an announcement may name the region. */
  regionKnown: boolean;
  /** Member listing the offered Verwaltungsleistungen of a destination. */
  destinationServicesMember: 'services' | 'publicServices';
  /** HTTP status answering a successful submit. */
  submitStatus: 200 | 202;
  /** Whether Fachdaten must accompany the metadata on submit. */
  dataMandatory: boolean;
  /** Whether the JWE header of metadata and Fachdaten must carry `cty`. */
  ctyMandatory: boolean;
  /** Whether the JWE header `zip: DEF` is allowed. */
  zipAllowed: boolean;
  /** Whether reading a destination needs a token. */
  destinationNeedsToken: boolean;
  /** Accepted `$schema` of a SET written by a client. */
  setSchema: { mandatory: boolean; pattern: RegExp };
};

const DIALECTS: Record<ApiVersion, ApiDialect> = {
  v1: {
    version: 'v1',
    serviceMember: 'serviceType',
    regionKnown: false,
    destinationServicesMember: 'services',
    submitStatus: 202,
    dataMandatory: false,
    ctyMandatory: false,
    zipAllowed: true,
    destinationNeedsToken: true,
    setSchema: {
      mandatory: false,
      pattern: /^https:\/\/schema\.fitko\.de\/fit-connect\/set-payload\/1\.\d+\.\d+\/set-payload\.schema\.json$/,
    },
  },
  v2: {
    version: 'v2',
    serviceMember: 'publicService',
    regionKnown: true,
    destinationServicesMember: 'publicServices',
    submitStatus: 200,
    dataMandatory: true,
    ctyMandatory: true,
    zipAllowed: false,
    destinationNeedsToken: false,
    setSchema: {
      mandatory: true,
      pattern: /^https:\/\/schema\.fitko\.de\/fit-connect\/set-payload\/1\.2\.\d+\/set-payload\.schema\.json$/,
    },
  },
};

/** The rules of one API generation (PROTOCOL §6.2, §7, §8.3; v1 after the OpenAPI file 1.1.3). */
export function dialectOf(version: ApiVersion): ApiDialect {
  return DIALECTS[version];
}
