/** Every rule of the embedded engine, in the order in which they are asked. */
import type { Rule } from '../rule.ts'
import { balance } from './balance.ts'
import { breath } from './breath.ts'
import { dialoguePace } from './dialogue-pace.ts'
import { establishing } from './establishing.ts'
import { horizon } from './horizon.ts'
import { jumpCut } from './jump-cut.ts'
import { keySide } from './key-side.ts'
import { leadRoom } from './lead-room.ts'
import { lensSize } from './lens-size.ts'
import { monotoneSizes } from './monotone-sizes.ts'
import { motivatedLight } from './motivated-light.ts'
import { moveTime } from './move-time.ts'
import { nightContrast } from './night-contrast.ts'
import { onTheNose } from './on-the-nose.ts'
import { plateList } from './plate-list.ts'
import { propInsert } from './prop-insert.ts'
import { reaction } from './reaction.ts'
import { safeArea } from './safe-area.ts'
import { screenDirection } from './screen-direction.ts'
import { singles } from './singles.ts'
import { staticHold } from './static-hold.ts'
import { timeToRead } from './time-to-read.ts'
import { uncoveredLine } from './uncovered-line.ts'
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
]

/** A rule by the generator id it is logged under (`rule:T1`). */
export function ruleOf(generatorId: string): Rule | undefined {
	return RULES.find(({ id }) => `rule:${id}` === generatorId)
}
