// SPDX-License-Identifier: GPL-2.0-only

/** A bug in the model: a state that no parsed scenario should reach. Never caught inside the engine. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
