/**
 * The overhead plan of a shot, item by item, so that two people can move two things at once: where
 * its cameras and its subjects stand, in metres on a floor seen from above, and between whom the line
 * of action runs.
 */
import { z } from 'zod'

/** Metres from the middle of the plan. */
const Metres = z.number().min(-200).max(200)
export const PLAN_KINDS = ['camera', 'subject'] as const

export const PlanItemRecordSchema = z.strictObject({
	id: z.templateLiteral(['plan_item:', z.string()]),
	typeName: z.literal('plan_item'),
	/** The set-up whose plan it is on, `shot:<id>`. */
	shotId: z.string().max(200),
	kind: z.enum(PLAN_KINDS),
	/** A subject as in the script's cues, a camera as the crew calls it (`A`). */
	name: z.string().max(80),
	/** To the right on the plan. */
	x: Metres,
	/** Down on the plan. */
	y: Metres,
	/** Where it looks: 0 = up on the plan, 90 = right, 180 = down, -90 = left; null = not said. */
	headingDeg: z.number().min(-180).max(180).nullable(),
	/** Whether the line of action runs through it; subjects only. */
	onLine: z.boolean(),
	meta: z.record(z.string(), z.json()),
})
export type PlanItemRecord = z.infer<typeof PlanItemRecordSchema>
