// SPDX-License-Identifier: GPL-2.0-only
/** The only door of the engine: scenarios in, results out. */
export { type Behaviour, type PatchId, patches, patchIds } from './kernel/patches.ts';
export { commitsOf, type KernelRelease, listReleases, newestKnown, oldestKnown, parseKernelRelease } from './kernel/release.ts';
export { ModelError } from './machine/model-error.ts';
export type { GuestEvent, Observer } from './machine/observer.ts';
export type { HostResult, MsrReason, Outcome, StepResult } from './machine/outcome.ts';
export type { u32, u64 } from './machine/u64.ts';
export { runQueued, type Slot } from './scenario/exceptions.ts';
export type { FieldShape, Shape } from './scenario/fields.ts';
export { answerToFilter } from './scenario/filter-answer.ts';
export { formatError, formatProblem, formatResult, formatScenario, formatStepResult } from './scenario/format.ts';
export { answeredInPart, type LeftOut, leftOut } from './scenario/left-out.ts';
export { MAX_STEPS, MAX_TEXT, parseScenario, parseVector, scenarioName, scenarioShape, type Vector } from './scenario/parse.ts';
export { isModelledMsr, notModelled } from './scenario/reach.ts';
export { runScenario, tryScenario } from './scenario/run.ts';
export type { FilterRange, Host, MsrFilter, Parsed, Problem, Result, Scenario, Step, Vendor, WriteVia } from './scenario/types.ts';
export { afterRun, type VmmReaction } from './vmm/after-run.ts';
export { type VmmId, vmms } from './vmm/catalogue.ts';
export type * from './vmm/types.ts';
export { type VmScenario, vmScenario } from './vmm/vm-scenario.ts';
export { vmStates } from './vmm/vm-states.ts';
