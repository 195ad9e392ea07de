import type { TestProject } from 'vitest/node';
import { bundle } from '../support/bundle.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The service as a program, for tests that start and kill it. */
    serviceProgram: string;
  }
}

/** The service as it stands, compiled once: each start then takes a part of a second. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('serviceProgram', await bundle('src/main.ts', '.service'));
}
