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
	['clean_single', 'Clean single'],
	['hip', 'Over the hip'],
	['split_diopter', 'Split diopter'],
] as const
export const ANGLES = [
	['eye', 'Eye level'],
	['low', 'Low'],
	['high', 'High'],
	['overhead', 'Overhead'],
	['worm', 'Worm’s-eye'],
	['shoulder', 'Shoulder'],
	['hip', 'Hip'],
	['knee', 'Knee'],
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
	['follow', 'Follow'],
	['lead', 'Lead'],
	['dolly_zoom', 'Dolly zoom'],
	['roll', 'Roll'],
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
	['short', 'Short'],
	['broad', 'Broad'],
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
	['plate', 'Plate'],
	['wire', 'Wire work'],
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
	['l_cut', 'L-cut'],
	['j_cut', 'J-cut'],
	['iris', 'Iris'],
	['whip', 'Whip'],
	['invisible', 'Invisible'],
] as const
export const MOVEMENT_SPEEDS = [
	['slow', 'Slow'],
	['medium', 'Medium'],
	['fast', 'Fast'],
] as const
export const EQUIPMENT = [
	['sticks', 'Sticks'],
	['hi_hat', 'Hi-hat'],
	['handheld', 'Handheld'],
	['shoulder', 'Shoulder'],
	['steadicam', 'Steadicam'],
	['gimbal', 'Gimbal'],
	['slider', 'Slider'],
	['dolly', 'Dolly and track'],
	['crane', 'Crane or jib'],
	['technocrane', 'Technocrane'],
	['drone', 'Drone'],
	['car_mount', 'Car mount'],
	['cable_cam', 'Cable cam'],
	['underwater', 'Underwater'],
	['snorricam', 'SnorriCam'],
] as const
export const SOUNDS = [
	['sync', 'Sync'],
	['mos', 'MOS'],
	['vo', 'Voice over'],
	['os', 'Off screen'],
	['wild', 'Wild'],
] as const
export const SETTINGS = [
	['int', 'INT'],
	['ext', 'EXT'],
	['int_ext', 'INT/EXT'],
] as const
export const TIMES_OF_DAY = [
	['day', 'Day'],
	['night', 'Night'],
	['dawn', 'Dawn'],
	['dusk', 'Dusk'],
	['morning', 'Morning'],
	['afternoon', 'Afternoon'],
	['evening', 'Evening'],
	['continuous', 'Continuous'],
	['later', 'Later'],
	['moments_later', 'Moments later'],
	['same', 'Same'],
] as const
export const LIGHT_QUALITIES = [
	['hard', 'Hard'],
	['soft', 'Soft'],
] as const
export const LIGHT_KEYS = [
	['high_key', 'High key'],
	['low_key', 'Low key'],
] as const
export const SHOT_STATUSES = [
	['idea', 'Idea'],
	['rough', 'Rough'],
	['clean', 'Clean'],
	['in_review', 'In review'],
	['changes_requested', 'Changes requested'],
	['approved', 'Approved'],
	['locked', 'Locked'],
	['omitted', 'Omitted'],
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
