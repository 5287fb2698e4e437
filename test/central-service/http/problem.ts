import { PROBLEM_TYPE_PREFIX, PROBLEMS, type ProblemName } from '../unconfirmed/problem-types.ts';
import type { Answer } from './answer.ts';

/** Thrown anywhere inside a handler; the server turns it into an `application/problem+json` answer. */
export class HttpProblem extends Error {
  readonly problemName: ProblemName;
  readonly members: Record<string, unknown>;
  readonly headers: Record<string, string>;

  /**
   * @param detail human-readable explanation; never holds applicant data
   * @param members further members of the problem object, e.g. `issue`
   */
  constructor(
    problemName: ProblemName,
    detail: string,
    members: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(detail);
    this.problemName = problemName;
    this.members = members;
    this.headers = headers;
  }
}

/** The RFC 7807 answer for a problem: `type`, `title`, `status`, `detail` and further members (PROTOCOL §4). */
export function problemAnswer(problem: HttpProblem): Answer {
  const { status, title } = PROBLEMS[problem.problemName];
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...problem.headers },
    body: JSON.stringify({
      type: PROBLEM_TYPE_PREFIX + problem.problemName,
      title,
      status,
      detail: problem.message,
      ...problem.members,
    }),
  };
}
