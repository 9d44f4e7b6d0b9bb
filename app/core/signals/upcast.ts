/**
 * Raises a stored payload to the version this program reads, one step at a time (S4). Rows are never
 * rewritten: the chain is checked over the payload as it was written, and everybody else reads it
 * through here. Additions are optional and need no step; a step is for a payload that changed meaning.
 */
import { AppError } from '../errors.ts'
import { EVENT_SCHEMA_VERSION, type EventType } from './event.ts'

/** From one version to the next. */
export type UpcastStep = (payload: unknown) => unknown
/** By type, then by the version that a step starts from. */
export type Upcasters = Partial<Record<EventType, Readonly<Record<number, UpcastStep>>>>

/** Version 1 is the first: there is nothing to raise yet. */
export const UPCASTERS: Upcasters = {}

/** @throws AppError('damaged') for a row that a newer program wrote. */
export function upcast(
	row: { type: EventType; schemaVersion: number; payload: unknown },
	{ steps = UPCASTERS, target = EVENT_SCHEMA_VERSION }: { steps?: Upcasters; target?: number } = {},
): unknown {
	if (row.schemaVersion > target)
		throw new AppError('damaged', {
			userMessage: `The log holds entries of version ${row.schemaVersion}; this program reads up to ${target}. Nothing was changed; update Dailies.`,
		})
	let { payload } = row
	for (let version = row.schemaVersion; version < target; version++)
		payload = steps[row.type]?.[version]?.(payload) ?? payload
	return payload
}
