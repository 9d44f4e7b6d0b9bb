/**
 * From where a lamp stands to what a crew calls it. Azimuth: 0 = from the camera, 90 = from screen
 * right, 180 = from behind, -90 = from screen left, as the set is seen from above with the camera
 * below the panel. Thresholds after the portrait lighting conventions of rule L2.
 */
import type { ShotFields } from '../board/shot-record.ts'
import type { LightPattern } from './mark-shapes.ts'

export type KeySide = NonNullable<ShotFields['keySide']>

/** Above this height a light is a top light, below its opposite an under light; degrees. */
const TOP_DEG = 65
const UNDER_DEG = -20
const FRONT_DEG = 25
const BEHIND_DEG = 145

/** Degrees in (-180, 180]. */
export function normalDeg(degrees: number): number {
	const turned = ((((degrees + 180) % 360) + 360) % 360) - 180
	return turned === -180 ? 180 : turned
}

/** The azimuth of an offset on the page: right is 90, down is 0, up is 180. */
export function azimuthOf(offset: { x: number; y: number }): number {
	if (offset.x === 0 && offset.y === 0) return 0
	return normalDeg((Math.atan2(offset.x, offset.y) * 180) / Math.PI)
}

/** A step of length 1 toward an azimuth; y down. */
export function towardAzimuth(azimuthDeg: number): { x: number; y: number } {
	const turn = (azimuthDeg * Math.PI) / 180
	return { x: Math.sin(turn), y: Math.cos(turn) }
}

/** The pattern that a lamp at this place makes on a face that looks into the lens. */
export function patternOf(light: { azimuthDeg: number; elevationDeg: number }): LightPattern {
	const { elevationDeg } = light
	const around = Math.abs(light.azimuthDeg)
	if (elevationDeg >= TOP_DEG) return 'top'
	if (elevationDeg <= UNDER_DEG) return 'under'
	if (around <= 15) return elevationDeg >= 20 ? 'butterfly' : 'flat'
	if (around <= 40) return 'loop'
	if (around <= 75) return 'rembrandt'
	return around <= 110 ? 'split' : 'rim'
}

/** The side a shot's key light comes from, as its field says it. */
export function keySideOf(light: { azimuthDeg: number; elevationDeg: number }): KeySide {
	const { azimuthDeg, elevationDeg } = light
	if (elevationDeg >= TOP_DEG) return 'top'
	if (elevationDeg <= UNDER_DEG) return 'under'
	const around = Math.abs(azimuthDeg)
	if (around <= FRONT_DEG) return 'front'
	if (around >= BEHIND_DEG) return 'back'
	return azimuthDeg < 0 ? 'left' : 'right'
}
