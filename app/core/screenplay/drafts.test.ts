import { describe, expect, it } from 'vitest'
import type { SceneRecord, ScriptBlockRecord } from '../board/project-records.ts'
import { alignScripts, type OldScript } from './align.ts'
import { cutScenes } from './cut-scenes.ts'
import { diffDraft } from './draft-diff.ts'
import { readFountain } from './fountain-script.ts'
import { readPanelNews } from './panel-news.ts'
import { undoChange } from './undo-draft.ts'

const PAGES = `INT. WHEELHOUSE - NIGHT

Rain on glass. The wiper drags.

Tomas pours the last of the coffee.

IDA
That is not the buoy.

EXT. DECK - NIGHT

A light, low on the water.

INT. ENGINE ROOM - NIGHT

The engine coughs and dies.`

function asOld(pages: string, isCut: (text: string) => boolean = () => false): OldScript {
	let count = 0
	const { preamble, scenes } = readFountain(pages)
	const blocks = (of: typeof preamble) =>
		of.map((block) => ({ ...block, id: `b${count++}`, isCut: isCut(block.text) }))
	return {
		preamble: blocks(preamble),
		scenes: scenes.map(({ heading, number, blocks: own }, at) => ({
			...{ id: `s${at}`, number, heading },
			blocks: blocks(own),
		})),
	}
}

function diff(old: OldScript, pages: string, inTrash: ReadonlySet<string> = new Set()) {
	const alignment = alignScripts(old, readFountain(pages))
	return diffDraft(old, alignment, cutScenes(old, alignment.unmatchedScenes, inTrash))
}

function block(text: string, meta: ScriptBlockRecord['meta'] = {}): ScriptBlockRecord {
	return {
		...{ id: `script_block:${text.slice(0, 4)}`, typeName: 'script_block', sceneId: 'scene:1' },
		...{ index: 'a1', type: 'action', text, dual: null, meta },
	}
}

describe('what a draft would change', () => {
	it('[SP70] names lines that are added, changed with their words before, moved and cut', () => {
		const told = diff(
			asOld(PAGES),
			PAGES.replace('The wiper drags.', 'The old wiper drags.')
				.replace('IDA\nThat is not the buoy.\n\n', '')
				.replace('A light, low on the water.', 'A light, low on the water.\n\nNobody moves.'),
		)

		const lines = told.scenes.flatMap((scene) => scene.lines)
		expect(lines.map(({ kind, before, after }) => [kind, before, after])).toEqual([
			['changed', 'Rain on glass. The wiper drags.', 'Rain on glass. The old wiper drags.'],
			['cut', 'IDA', ''],
			['cut', 'That is not the buoy.', ''],
			['added', '', 'Nobody moves.'],
		])
		expect(told.counts).toEqual({ added: 1, changed: 1, moved: 0, cut: 2, kept: 6 })
		expect(told.missing).toEqual([])
	})

	it('[SP70] a line in another place of its scene moved', () => {
		const line = 'Tomas pours the last of the coffee.'
		const told = diff(
			asOld(PAGES),
			PAGES.replace(`${line}\n\n`, '').replace('buoy.\n', `buoy.\n\n${line}\n`),
		)
		expect(told.scenes.flatMap((scene) => scene.lines)).toMatchObject([
			{ kind: 'moved', before: line, after: line },
		])
	})

	it('[SP71] a scene that most of a film’s pages lack is cut; a scene in the trash is not', () => {
		const pages = PAGES.slice(0, PAGES.indexOf('INT. ENGINE'))
		const told = diff(asOld(PAGES), pages)
		expect(told.scenes).toMatchObject([
			{ heading: 'INT. ENGINE ROOM - NIGHT', lines: [{ kind: 'cut' }, { kind: 'cut' }] },
		])
		expect(told.missing).toEqual([])
		expect(diff(asOld(PAGES), pages, new Set(['s2'])).counts.cut).toBe(0)
	})

	it('[SP71] pages of one scene say nothing about the others', () => {
		const told = diff(asOld(PAGES), 'EXT. DECK - NIGHT\n\nA light, low on the water.')
		expect(told.counts.cut).toBe(0)
		expect(told.missing).toEqual(['INT. WHEELHOUSE - NIGHT', 'INT. ENGINE ROOM - NIGHT'])
	})

	it('[SP70] a line that was cut before is not cut again, and is added when it comes back', () => {
		const old = asOld(PAGES, (text) => text.startsWith('Tomas'))
		const without = PAGES.replace('Tomas pours the last of the coffee.\n\n', '')
		expect(diff(old, without).counts).toMatchObject({ added: 0, cut: 0 })
		expect(diff(old, PAGES).scenes.flatMap((scene) => scene.lines)).toMatchObject([
			{ kind: 'added', blockId: 'b2', before: '' },
		])
	})

	it('[SP22] a cut line never takes the place of a standing one with the same words', () => {
		const old = asOld('INT. A - DAY\n\nIDA\nOne word.\n\nIDA\nTwo words here.')
		const [scene] = old.scenes
		for (const each of scene?.blocks.slice(1, 3) ?? []) each.isCut = true
		const aligned = alignScripts(old, readFountain('INT. A - DAY\n\nIDA\nTwo words here.'))
		expect(
			aligned.scenes[0]?.blocks.map((each) => [each.kind, 'id' in each ? each.id : '']),
		).toEqual([
			['kept', 'b0'],
			['unmatched', 'b1'],
			['unmatched', 'b2'],
			['kept', 'b3'],
			['kept', 'b4'],
		])
	})
})

describe('what panels are told', () => {
	const panel = (scriptBlockIds: string[], seen = 0) => [{ id: 'p', scriptBlockIds, seen }]

	it('[SP72] a panel of a changed line is told until somebody looked, and again by a newer draft', () => {
		const line = block('Rain now', { revision: 2, was: 'Rain then' })
		expect(readPanelNews(panel([line.id]), [line]).get('p')).toEqual({
			...{ kind: 'changed', revision: 2 },
			lines: [{ was: 'Rain then', now: 'Rain now' }],
		})
		expect(readPanelNews(panel([line.id], 2), [line]).size).toBe(0)
		const newer = { ...line, meta: { revision: 3, was: 'Rain now' } }
		expect(readPanelNews(panel([line.id], 2), [newer]).get('p')?.revision).toBe(3)
	})

	it('[SP73] a panel is orphaned when none of its lines is left, not before, and looking does not end it', () => {
		const cut = block('Cut line', { notInDraft: true, cutIn: 1 })
		const left = block('Left line')
		expect(readPanelNews(panel([cut.id], 1), [cut]).get('p')?.kind).toBe('cut')
		expect(readPanelNews(panel([cut.id, left.id]), [cut, left]).get('p')).toMatchObject({
			...{ kind: 'changed', lines: [{ was: 'Cut line', now: '' }] },
		})
		expect(readPanelNews(panel(['script_block:gone']), []).get('p')?.kind).toBe('cut')
		expect(readPanelNews(panel([]), [cut]).size).toBe(0)
	})

	it('[SP62] a line that was joined to another speaks for its panels', () => {
		const line = block('Both', { joined: 'script_block:low', revision: 1, was: 'Bot' })
		expect(readPanelNews(panel(['script_block:low']), [line]).get('p')?.kind).toBe('changed')
	})
})

describe('taking a draft back', () => {
	const before = block('Rain on glass.')
	const after = { ...before, text: 'Hard rain on glass.', meta: { revision: 1, was: before.text } }

	it('[SP74] what nobody touched stands as before, marks and all', () => {
		expect(undoChange({ before, after }, after)).toEqual({
			...{ kind: 'set', isRewritten: false },
			changes: { text: before.text, 'meta.revision': undefined, 'meta.was': undefined },
		})
		expect(undoChange({ before: null, after }, after)).toEqual({ kind: 'remove' })
	})

	it('[SP74] words that somebody wrote since stay, and are told', () => {
		const now = { ...after, text: 'Hard rain on glass. A bell.' }
		expect(undoChange({ before, after }, now)).toMatchObject({
			...{ kind: 'set', isRewritten: true },
			changes: { text: 'Rain on glass. A bell.' },
		})
		expect(undoChange({ before: null, after }, now)).toEqual({ kind: 'leave', why: 'rewritten' })
		expect(undoChange({ before, after }, undefined)).toEqual({ kind: 'leave', why: 'gone' })
	})

	it('[SP74] a scene that came with the draft goes to the trash, never away', () => {
		const scene: SceneRecord = {
			...{ id: 'scene:1', typeName: 'scene', index: 'a1', number: '1', heading: 'INT.' },
			...{ synopsis: '', trashedAt: null, meta: {} },
		}
		expect(undoChange({ before: null, after: scene }, scene)).toEqual({ kind: 'trash' })
	})
})
