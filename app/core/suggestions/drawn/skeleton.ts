/**
 * A jointed figure in space, posed and turned, seen by a camera at its own height. Units are head
 * heights: 7.5 from crown to sole. On paper x goes right, y down, and the ground is y = 0; `depth`
 * grows towards the camera and decides what overlaps what.
 */
import type { Point } from '../sketch-geometry.ts'
import type { LimbPose, Pose } from './poses.ts'

export const FIGURE_HEADS = 7.5
const LENGTHS = { upperArm: 1.4, forearm: 1.15, thigh: 1.85, shin: 1.7, ankle: 0.3, spine: 2.36 }
const SHOULDER = 0.8
const HIP = 0.4
/** From the neck's base to the middle of the head. */
const NECK = 0.74
/** Nearer feet stand lower on paper, as seen from standing height. */
const GROUND_SLOPE = 0.07

type Vector = readonly [number, number, number]

/** A joint on paper. */
export interface Joint {
	at: Point
	depth: number
}
export interface Limb {
	/** Shoulder, elbow, wrist; or hip, knee, ankle. */
	joints: readonly [Joint, Joint, Joint]
	/** Where a hand or a foot points, on paper. */
	end: Joint
	side: 'left' | 'right'
}
/** A slice through the torso: its middle, and how far a half-width `a` and half-depth `b` reach. */
export interface TorsoSlice {
	middle: Point
	/** Half-width across, and half-depth to the front, as vectors on paper per unit. */
	across: Point
	front: Point
}
export interface Skeleton {
	head: Joint
	neck: Joint
	/** How the head tips on paper, radians. */
	headTilt: number
	arms: readonly [Limb, Limb]
	legs: readonly [Limb, Limb]
	/** A slice at `t` up the spine: 0 = hip joints, 1 = base of the neck. */
	slice(t: number): TorsoSlice
	/** Whether the chest is seen (positive) or the back, −1 to 1. */
	chest: number
	/** Lowest point of the feet. */
	ground: number
}

const rad = (degrees: number) => (degrees * Math.PI) / 180

/** The pose turned by `yaw` degrees: 0 looks at the camera, 90 to the right of the picture. */
export function skeletonOf(pose: Pose, yaw: number): Skeleton {
	const turn = (v: Vector): Vector => turned(pose.isLying ? laid(v) : v, yaw)
	const up = spineDirection(pose)
	const spineAt = (t: number): Vector => scaled(bent(up, pose, t), LENGTHS.spine * t)
	const across = (t: number): Vector => {
		const tilt = rad(
			pose.hipTilt + (pose.shoulderTilt - pose.hipTilt) * Math.min(1, Math.max(0, t)),
		)
		const twist = rad(pose.twist * t)
		return [Math.cos(tilt) * Math.cos(twist), Math.sin(tilt), -Math.cos(tilt) * Math.sin(twist)]
	}
	const hips = ([1, -1] as const).map((s) => scaled(across(0), HIP * s))
	const legs = [pose.legL, pose.legR].map((limb, i) => legOf(hips[i] ?? [0, 0, 0], limb, i === 0))
	const lowest = pose.isLying ? -0.45 : Math.min(...legs.map(({ points }) => points[2]?.[1] ?? 0))
	const base = lowest - LENGTHS.ankle
	const joint = (v: Vector): Joint => {
		// Somebody lying is measured from the middle of the body.
		const [x, y, z] = turn(pose.isLying ? [v[0], v[1] + 0.4, v[2]] : [v[0], v[1] - base, v[2]])
		return { at: [x, -(pose.isLying ? y - lowest : y) + z * GROUND_SLOPE], depth: z }
	}
	const neckBase = spineAt(1)
	const nodded = rad(pose.lean * 0.55 + pose.nod)
	const headAt = add(neckBase, [
		up[0] * 0.5,
		NECK * Math.cos(nodded),
		NECK * Math.sin(nodded) + 0.04,
	])
	const arms = [pose.armL, pose.armR].map((limb, i) => {
		const s = i === 0 ? 1 : -1
		const root = add(add(spineAt(0.87), scaled(across(1), SHOULDER * s)), [0, 0.02, 0])
		return armOf(root, limb, i === 0)
	})
	const limbOf = ({ points, end }: Bones, i: number): Limb => ({
		joints: [
			joint(points[0] ?? [0, 0, 0]),
			joint(points[1] ?? [0, 0, 0]),
			joint(points[2] ?? [0, 0, 0]),
		],
		end: joint(end),
		side: i === 0 ? 'left' : 'right',
	})
	const paired = (bones: Bones[]): readonly [Limb, Limb] => {
		const [left, right] = bones.map(limbOf)
		if (!left || !right) throw new Error('a figure has two of each limb')
		return [left, right]
	}
	const neck = joint(add(neckBase, [0, 0.05, 0]))
	const head = joint(headAt)
	return {
		head,
		neck,
		headTilt: Math.atan2(head.at[0] - neck.at[0], neck.at[1] - head.at[1]),
		arms: paired(arms),
		legs: paired(legs),
		slice(t) {
			const middle = joint(spineAt(t)).at
			const [ax, ay] = turn(across(t))
			const twist = rad(pose.twist * t)
			const [fx, fy] = turn([Math.sin(twist), -Math.sin(rad(pose.lean)) * 0.6, Math.cos(twist)])
			return { middle, across: [ax, -ay], front: [fx, -fy] }
		},
		chest: turn([0, 0, 1])[2],
		ground: 0,
	}
}

interface Bones {
	points: Vector[]
	end: Vector
}

function legOf(root: Vector, limb: LimbPose, isLeft: boolean): Bones {
	const knee = add(root, scaled(direction(limb.upper, isLeft), LENGTHS.thigh))
	const shin = direction(limb.lower, isLeft)
	const ankle = add(knee, scaled(shin, LENGTHS.shin))
	// A foot stands at a right angle to its shin, but never points into the ground.
	const toe: Vector = [
		isLeft ? 0.22 : -0.22,
		Math.max(-0.55, shin[2] * 0.9),
		Math.max(0.35, -shin[1]),
	]
	return { points: [root, knee, ankle], end: add(ankle, scaled(toe, 0.62)) }
}

function armOf(root: Vector, limb: LimbPose, isLeft: boolean): Bones {
	const elbow = add(root, scaled(direction(limb.upper, isLeft), LENGTHS.upperArm))
	const forearm = direction(limb.lower, isLeft)
	const wrist = add(elbow, scaled(forearm, LENGTHS.forearm))
	return { points: [root, elbow, wrist], end: add(wrist, scaled(forearm, 0.62)) }
}

function direction({ forward, out }: { forward: number; out: number }, isLeft: boolean): Vector {
	const [f, o] = [rad(forward), rad(out)]
	return [(isLeft ? 1 : -1) * Math.sin(o), -Math.cos(f) * Math.cos(o), Math.sin(f) * Math.cos(o)]
}

function spineDirection({ lean, side }: Pose): Vector {
	const [l, s] = [rad(lean), rad(side)]
	return [Math.sin(s), Math.cos(l) * Math.cos(s), Math.sin(l) * Math.cos(s)]
}

/** The spine bows a little: out at the chest, in at the waist. */
function bent(up: Vector, { lean }: Pose, t: number): Vector {
	const bow = 0.05 * Math.sin(t * Math.PI) - rad(lean) * 0.25 * (1 - t)
	return [up[0], up[1], up[2] + bow]
}

/** On the back, head to the figure's own right. */
function laid([x, y, z]: Vector): Vector {
	return [-y, z, x]
}

function turned([x, y, z]: Vector, yaw: number): Vector {
	const [c, s] = [Math.cos(rad(yaw)), Math.sin(rad(yaw))]
	return [x * c + z * s, y, -x * s + z * c]
}

function add(a: Vector, b: Vector): Vector {
	return [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

function scaled(v: Vector, by: number): Vector {
	return [v[0] * by, v[1] * by, v[2] * by]
}
