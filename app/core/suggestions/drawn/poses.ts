/**
 * How a figure stands: angles of a jointed mannequin, in degrees. Limbs hang straight down at 0;
 * `forward` swings a limb to the front, `out` to its own side. Read by skeleton.ts, which turns the
 * whole to face where the figure faces, so that one pose serves every direction.
 */
import type { FIGURE_POSES } from '../sketch.ts'

export type PoseName = (typeof FIGURE_POSES)[number]
/** Upper and lower part of a limb. */
export interface LimbPose {
	upper: { forward: number; out: number }
	lower: { forward: number; out: number }
}
export interface Pose {
	/** The torso tips forward; to the figure's own left. */
	lean: number
	side: number
	/** Shoulders turn against the hips. */
	twist: number
	/** Hips and shoulders tilt, as weight goes onto one leg. */
	hipTilt: number
	shoulderTilt: number
	/** The head nods down (positive) or looks up. */
	nod: number
	/** The figure's own left and right. */
	armL: LimbPose
	armR: LimbPose
	legL: LimbPose
	legR: LimbPose
	/** The whole lies on its back. */
	isLying?: boolean
}

function limb(
	upperForward: number,
	upperOut: number,
	lowerForward: number,
	lowerOut: number,
): LimbPose {
	return {
		upper: { forward: upperForward, out: upperOut },
		lower: { forward: lowerForward, out: lowerOut },
	}
}

const STAND: Pose = {
	lean: 1,
	side: 3,
	twist: 7,
	hipTilt: 8,
	shoulderTilt: -6,
	nod: 2,
	armL: limb(6, 15, 24, 2),
	armR: limb(-8, 17, 12, 3),
	legL: limb(12, 13, -8, 9),
	legR: limb(-2, 1, -4, 0),
}

/** Ways of merely standing. */
export const STANCES: readonly Pose[] = [
	STAND,
	mirrored(STAND),
	{ ...STAND, armR: limb(-14, 30, 22, -26), side: 4 },
	mirrored({ ...STAND, armL: limb(-20, 34, 30, -34), shoulderTilt: -8 }),
	{ ...STAND, lean: -2, armL: limb(12, 14, 58, -20), armR: limb(-6, 12, 10, 4) },
]

function mirrored(pose: Pose): Pose {
	return {
		...pose,
		side: -pose.side,
		twist: -pose.twist,
		hipTilt: -pose.hipTilt,
		shoulderTilt: -pose.shoulderTilt,
		armL: pose.armR,
		armR: pose.armL,
		legL: pose.legR,
		legR: pose.legL,
	}
}

export const POSES: Readonly<Record<PoseName, Pose>> = {
	stand: STAND,
	walk: {
		...STAND,
		lean: 5,
		side: 0,
		twist: 12,
		armL: limb(-28, 8, -2, 4),
		armR: limb(26, 8, 52, 2),
		legL: limb(27, 3, 16, 2),
		legR: limb(-14, 3, -44, 2),
	},
	run: {
		...STAND,
		lean: 20,
		side: 0,
		twist: 18,
		nod: -10,
		armL: limb(-52, 10, 34, 6),
		armR: limb(44, 10, 128, -6),
		legL: limb(64, 4, -12, 2),
		legR: limb(-26, 4, -84, 2),
	},
	sit: {
		...STAND,
		lean: 6,
		side: 0,
		twist: 3,
		hipTilt: 0,
		armL: limb(16, 12, 62, -8),
		armR: limb(20, 12, 66, -6),
		legL: limb(84, 10, 4, 4),
		legR: limb(86, 8, -10, 4),
	},
	kneel: {
		...STAND,
		lean: 6,
		armL: limb(18, 10, 60, -10),
		armR: limb(8, 12, 36, 0),
		legL: limb(86, 6, -4, 3),
		legR: limb(-6, 4, -92, 2),
	},
	crouch: {
		...STAND,
		lean: 34,
		side: 0,
		nod: -22,
		hipTilt: 0,
		armL: limb(52, 12, 74, -12),
		armR: limb(36, 14, 60, -4),
		legL: limb(112, 14, -32, 6),
		legR: limb(96, 14, -56, 6),
	},
	point: {
		...STAND,
		lean: -1,
		twist: -14,
		armR: limb(82, 18, 86, 12),
		legL: limb(9, 9, -3, 7),
	},
	reach: {
		...STAND,
		lean: 16,
		twist: -18,
		nod: -6,
		armR: limb(72, 10, 84, 2),
		armL: limb(-14, 14, 14, 8),
		legL: limb(-16, 6, -24, 5),
		legR: limb(22, 4, 6, 3),
	},
	lean_on: {
		...STAND,
		lean: -7,
		side: 6,
		hipTilt: 8,
		shoulderTilt: -7,
		armL: limb(20, 14, 92, -54),
		armR: limb(14, 14, 88, -58),
		legL: limb(18, 4, 2, -12),
		legR: limb(8, 2, 2, 2),
	},
	arms_crossed: {
		...STAND,
		lean: -2,
		armL: limb(26, 16, 96, -62),
		armR: limb(22, 16, 84, -60),
	},
	phone: {
		...STAND,
		nod: 6,
		armR: limb(34, 26, 152, -22),
		armL: limb(6, 14, 22, 4),
	},
	hands_up: {
		...STAND,
		lean: -4,
		nod: -6,
		armL: limb(30, 62, 150, 18),
		armR: limb(26, 66, 154, 14),
	},
	fall: {
		...STAND,
		lean: -24,
		side: 10,
		twist: 16,
		nod: -18,
		armL: limb(96, 40, 84, 46),
		armR: limb(30, 84, 60, 70),
		legL: limb(44, 12, 8, 8),
		legR: limb(12, 12, -34, 6),
	},
	lie: {
		...STAND,
		isLying: true,
		hipTilt: 0,
		shoulderTilt: 0,
		armL: limb(2, 22, 24, 6),
		armR: limb(10, 14, 46, -10),
		legL: limb(0, 6, 0, 4),
		legR: limb(22, 6, -18, 4),
	},
}
