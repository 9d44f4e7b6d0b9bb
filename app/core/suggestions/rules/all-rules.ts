/** Every rule of the embedded engine, in the order in which they are asked. */
import type { Rule } from '../rule.ts'
import { actionSafe } from './action-safe.ts'
import { axisLine } from './axis-line.ts'
import { balance } from './balance.ts'
import { breath } from './breath.ts'
import { cameraAngle } from './camera-angle.ts'
import { colourContinuity } from './colour-continuity.ts'
import { continuedCue } from './continued-cue.ts'
import { cuePresent } from './cue-present.ts'
import { cutJoints } from './cut-joints.ts'
import { dialoguePace } from './dialogue-pace.ts'
import { establishing } from './establishing.ts'
import { eyeHeight } from './eye-height.ts'
import { eyeline } from './eyeline.ts'
import { headGap } from './head-gap.ts'
import { headingTime } from './heading-time.ts'
import { headroom } from './headroom.ts'
import { horizon } from './horizon.ts'
import { horizonHead } from './horizon-head.ts'
import { jumpCut } from './jump-cut.ts'
import { keySide } from './key-side.ts'
import { lampPattern } from './lamp-pattern.ts'
import { lampSide } from './lamp-side.ts'
import { leadRoom } from './lead-room.ts'
import { lensDistance } from './lens-distance.ts'
import { lensSize } from './lens-size.ts'
import { letteringLines } from './lettering-lines.ts'
import { letteringTime } from './lettering-time.ts'
import { lightTime } from './light-time.ts'
import { longSpeech } from './long-speech.ts'
import { lookRoom } from './look-room.ts'
import { lowKeySource } from './low-key-source.ts'
import { master } from './master.ts'
import { monotoneSizes } from './monotone-sizes.ts'
import { motivatedLight } from './motivated-light.ts'
import { moveTime } from './move-time.ts'
import { movingComposite } from './moving-composite.ts'
import { nightContrast } from './night-contrast.ts'
import { numberGap } from './number-gap.ts'
import { numberLocked } from './number-locked.ts'
import { onTheNose } from './on-the-nose.ts'
import { panSpeed } from './pan-speed.ts'
import { parentheticals } from './parentheticals.ts'
import { patternHeight } from './pattern-height.ts'
import { patternSide } from './pattern-side.ts'
import { plateList } from './plate-list.ts'
import { propInsert } from './prop-insert.ts'
import { reaction } from './reaction.ts'
import { reverseShot } from './reverse-shot.ts'
import { safeArea } from './safe-area.ts'
import { screenDirection } from './screen-direction.ts'
import { scriptLength } from './script-length.ts'
import { shadowDetail } from './shadow-detail.ts'
import { shotLength } from './shot-length.ts'
import { shotNumbers } from './shot-numbers.ts'
import { singles } from './singles.ts'
import { staticHold } from './static-hold.ts'
import { subjectThirds } from './subject-thirds.ts'
import { tangent } from './tangent.ts'
import { timeToRead } from './time-to-read.ts'
import { uncoveredLine } from './uncovered-line.ts'
import { vfxCallout } from './vfx-callout.ts'
import { vfxTrigger } from './vfx-trigger.ts'

export const RULES: readonly Rule[] = [
	dialoguePace,
	timeToRead,
	staticHold,
	screenDirection,
	jumpCut,
	monotoneSizes,
	establishing,
	uncoveredLine,
	reaction,
	propInsert,
	singles,
	horizon,
	balance,
	leadRoom,
	safeArea,
	motivatedLight,
	keySide,
	nightContrast,
	vfxTrigger,
	plateList,
	moveTime,
	lensSize,
	breath,
	onTheNose,
	cuePresent,
	shotLength,
	letteringTime,
	shadowDetail,
	patternSide,
	colourContinuity,
	lightTime,
	movingComposite,
	longSpeech,
	continuedCue,
	parentheticals,
	shotNumbers,
	axisLine,
	eyeline,
	headroom,
	cutJoints,
	lookRoom,
	horizonHead,
	lampPattern,
	panSpeed,
	cameraAngle,
	eyeHeight,
	master,
	reverseShot,
	headGap,
	subjectThirds,
	actionSafe,
	tangent,
	patternHeight,
	lowKeySource,
	lampSide,
	headingTime,
	vfxCallout,
	lensDistance,
	letteringLines,
	numberGap,
	numberLocked,
	scriptLength,
]

/** A rule by the generator id it is logged under (`rule:T1`). */
export function ruleOf(generatorId: string): Rule | undefined {
	return RULES.find(({ id }) => `rule:${id}` === generatorId)
}
