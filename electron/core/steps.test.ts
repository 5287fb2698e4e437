import { describe, expect, it } from 'vitest';
import { passed, STEPS, type Step, watchSteps } from './steps.ts';

describe('the steps of work', () => {
  it('are told to whoever watches, and before that to nobody', () => {
    const seen: Step[] = [];
    passed('keep.begun');
    watchSteps((step) => seen.push(step));
    passed('keep.committing');
    passed('accept.sent');
    expect(seen).toEqual(['keep.committing', 'accept.sent']);
  });

  it('have one name each', () => {
    expect(new Set(STEPS).size).toBe(STEPS.length);
  });
});
