import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import { MAX_LINE } from '#core/screenplay/edit-script.ts'
import { createPlainStore } from '../sync/create-plain-store.ts'
import { ScriptBlock, type WritingHere } from './script-block.tsx'
import { ScriptLane } from './script-lane.tsx'
import type { ScriptWriting } from './script-writing.ts'

const LINES: [ScriptBlockRecord['type'], string][] = [
	['sceneHeading', 'INT. WHEELHOUSE – NIGHT'],
	['action', 'Rain on glass.'],
	['character', 'IDA'],
	['dialogue', 'That’s not the buoy.'],
	['action', 'المطر على الزجاج'],
]
const blocks = LINES.map(
	([type, text], at): ScriptBlockRecord => ({
		...{ id: `script_block:${at}`, typeName: 'script_block', sceneId: 'scene:s' },
		...{ index: `a${at}`, type, text, dual: null, meta: {} },
	}),
)

function show(options: { canEdit: boolean; blocks?: ScriptBlockRecord[] }) {
	return renderToStaticMarkup(
		<ScriptLane
			blocks={options.blocks ?? blocks}
			coveredBlockIds={new Set(['script_block:3'])}
			currentPanelBlockIds={['script_block:3']}
			onMakePanel={() => {}}
			onBreakDown={() => {}}
			canEdit={options.canEdit}
			sceneNumber="4"
		/>,
	)
}

describe('the script lane', () => {
	it('[SP30] says how much is covered and offers a panel for each line that is not', () => {
		const page = show({ canEdit: true })

		expect(page).toContain('1 of 3 lines covered')
		expect(page.match(/Make a panel/g)).toHaveLength(2)
		expect(page.match(/No panel shows this yet\./g)).toHaveLength(2)
		expect(page.match(/aria-current="true"/g)).toHaveLength(1)
		expect(page).toContain('Break down this scene')
	})

	it('lets who only looks read, with every line in its own direction', () => {
		const page = show({ canEdit: false })

		expect(page).not.toContain('Make a panel')
		expect(page).not.toContain('Break down this scene')
		expect(page.match(/dir="auto"/g)).toHaveLength(5)
	})

	it('marks a revised line, and shows one whose revision is no number of a set', () => {
		const [heading, ...rest] = blocks as [ScriptBlockRecord, ...ScriptBlockRecord[]]
		const revised = rest.map((block, at) => ({ ...block, meta: { revision: at + 0.5 } }))
		const page = show({
			canEdit: true,
			blocks: [{ ...heading, meta: { revision: 11 } }, ...revised],
		})

		expect(page.match(/ revision"/gu)).toHaveLength(2)
		expect(page).toContain('2nd Blue revision')
	})

	it('never cuts the end off a line that is longer than one may become', () => {
		const block: ScriptBlockRecord = {
			...{ id: 'script_block:long', typeName: 'script_block', sceneId: 'scene:s', index: 'a1' },
			...{ type: 'action', text: 'a'.repeat(MAX_LINE + 7), dual: null, meta: {} },
		}
		const store = createPlainStore()
		store.put([block] as never)
		const nothing = () => {}
		const here: WritingHere = {
			writing: { store, mark: nothing } as unknown as ScriptWriting,
			...{
				place: { blockId: block.id, caret: 0 },
				onGo: nothing,
				onLeave: nothing,
				onStep: nothing,
			},
		}
		const page = renderToStaticMarkup(<ScriptBlock block={block} sceneNumber="4" here={here} />)

		expect(page).toMatch(new RegExp(`<textarea[^>]* maxLength="${MAX_LINE + 7}"`, 'iu'))
	})

	it('asks for the pages when there are none', () => {
		expect(show({ canEdit: true, blocks: [] })).toContain('Bring the pages in')
	})
})
