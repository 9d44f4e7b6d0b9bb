/**
 * A film crew's words as typed values (shot sizes, angles, moves, light). Each list is [code, label];
 * the order of SHOT_SIZES is the ladder from farthest to nearest that continuity rules count steps on.
 */
import { z } from 'zod'

export const SHOT_SIZES = [
	['EWS', 'Extreme wide'],
	['WS', 'Wide'],
	['FS', 'Full'],
	['MWS', 'Medium wide'],
	['COWBOY', 'Cowboy'],
	['MS', 'Medium'],
	['MCU', 'Medium close-up'],
	['CU', 'Close-up'],
	['BCU', 'Big close-up'],
	['ECU', 'Extreme close-up'],
] as const
export const SHOT_KINDS = [
	['ESTABLISHING', 'Establishing'],
	['MASTER', 'Master'],
	['INSERT', 'Insert'],
	['CUTAWAY', 'Cutaway'],
	['REACTION', 'Reaction'],
] as const
export const FRAMINGS = [
	['single', 'Single'],
	['dirty_single', 'Dirty single'],
	['two_shot', 'Two-shot'],
	['three_shot', 'Three-shot'],
	['group', 'Group'],
	['ots', 'Over the shoulder'],
	['pov', 'POV'],
	['profile', 'Profile'],
	['reverse', 'Reverse'],
] as const
export const ANGLES = [
	['eye', 'Eye level'],
	['low', 'Low'],
	['high', 'High'],
	['overhead', 'Overhead'],
	['worm', 'Worm’s-eye'],
	['shoulder', 'Shoulder'],
	['hip', 'Hip'],
	['ground', 'Ground'],
	['dutch', 'Dutch'],
	['aerial', 'Aerial'],
] as const
export const MOVEMENTS = [
	['static', 'Static'],
	['pan', 'Pan'],
	['tilt', 'Tilt'],
	['dolly_in', 'Push in'],
	['dolly_out', 'Pull out'],
	['truck', 'Truck'],
	['pedestal', 'Pedestal'],
	['crane', 'Crane'],
	['arc', 'Arc'],
	['tracking', 'Tracking'],
	['zoom', 'Zoom'],
	['handheld', 'Handheld'],
	['whip', 'Whip'],
	['rack_focus', 'Rack focus'],
] as const
export const LIGHT_PATTERNS = [
	['butterfly', 'Butterfly'],
	['loop', 'Loop'],
	['rembrandt', 'Rembrandt'],
	['split', 'Split'],
	['rim', 'Rim'],
	['silhouette', 'Silhouette'],
	['flat', 'Flat'],
	['top', 'Top'],
	['under', 'Under'],
] as const
export const LIGHT_MOTIVATIONS = [
	['window', 'Window'],
	['practical', 'Practical'],
	['moon', 'Moon'],
	['sun', 'Sun'],
	['fire', 'Fire'],
	['screen', 'Screen'],
	['none', 'None'],
] as const
export const KEY_SIDES = [
	['left', 'From the left'],
	['right', 'From the right'],
	['front', 'From the front'],
	['back', 'From behind'],
	['top', 'From above'],
	['under', 'From below'],
] as const
export const VFX_KINDS = [
	['none', 'None'],
	['cleanup', 'Clean-up'],
	['comp', 'Composite'],
	['cg_element', 'CG element'],
	['full_cg', 'Full CG'],
	['green_screen', 'Green screen'],
	['sfx', 'Special effect'],
	['stunt', 'Stunt'],
] as const
export const SCREEN_DIRECTIONS = [
	['left', 'Right to left'],
	['right', 'Left to right'],
	['toward', 'Toward us'],
	['away', 'Away from us'],
	['neutral', 'Neutral'],
] as const
export const TRANSITIONS = [
	['cut', 'Cut'],
	['match_cut', 'Match cut'],
	['smash_cut', 'Smash cut'],
	['jump_cut', 'Jump cut'],
	['dissolve', 'Dissolve'],
	['fade_in', 'Fade in'],
	['fade_out', 'Fade out'],
	['wipe', 'Wipe'],
] as const

type Words = readonly (readonly [string, string])[]
/** A zod enum of a word list's codes. */
export function codes<const W extends Words>(words: W) {
	return z.enum(words.map(([code]) => code) as [W[number][0], ...W[number][0][]])
}
/** The label of a code, or the code itself. */
export function labelOf(words: Words, code: string | null | undefined): string {
	return words.find(([candidate]) => candidate === code)?.[1] ?? code ?? ''
}
