import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { type AlignedBlock, alignScripts, type OldScript } from './align.ts'
import { readFountain } from './fountain-script.ts'
import type { ParsedScript } from './script.ts'

/** What a project holds after this text was imported: ids count the blocks through. */
function asOld(text: string): OldScript {
	const script = readFountain(text)
	let count = 0
	const blocks = (of: ParsedScript['preamble']) =>
		of.map((block) => ({ ...block, id: `b${count++}` }))
	return {
		preamble: blocks(script.preamble),
		scenes: script.scenes.map((scene, at) => ({
			id: `s${at}`,
			number: scene.number,
			heading: scene.heading,
			blocks: blocks(scene.blocks),
		})),
	}
}
const align = (before: string, after: string) => alignScripts(asOld(before), readFountain(after))
const kinds = (blocks: readonly AlignedBlock[]) =>
	blocks.map((block) => (block.kind === 'added' ? 'added' : `${block.kind} ${block.id}`))

const DRAFT = `INT. WHEELHOUSE - NIGHT #1#

Rain on glass. The wiper drags.

IDA
That is not the buoy.

TOMAS
Bridge, we are drifting off the leads.

EXT. DECK - NIGHT #2#

A light, low on the water.`

function words(random: () => number, count: number): string {
	const letters = 'abcdefghijklmnopqrstuvwxyz'
	return Array.from({ length: count }, () =>
		Array.from(
			{ length: 2 + Math.floor(random() * 7) },
			() => letters[Math.floor(random() * 26)],
		).join(''),
	).join(' ')
}

/** A film of `scenes` scenes of about 150 words. */
function film(scenes: number, seed = 'film'): string[] {
	const random = seededRandom(seed)
	return Array.from({ length: scenes }, (_, at) => {
		const speeches = Array.from(
			{ length: 6 },
			(_, line) => `${line % 2 ? 'IDA' : 'TOMAS'}\n${words(random, 9)}.`,
		)
		return `INT. ROOM ${words(random, 1).toUpperCase()} - DAY #${at + 1}#\n\n${words(random, 30)}.\n\n${speeches.join('\n\n')}\n\n${words(random, 55)}.`
	})
}

describe('a second draft over the first', () => {
	it('[SP21] keeps every identity when nothing changed', () => {
		const { scenes, unmatchedScenes } = align(DRAFT, DRAFT)

		expect(scenes.map((scene) => scene.oldId)).toEqual(['s0', 's1'])
		expect(scenes.flatMap((scene) => kinds(scene.blocks))).toEqual(
			Array.from({ length: 8 }, (_, at) => `kept b${at}`),
		)
		expect(unmatchedScenes).toEqual([])
	})

	it('[SP22] carries a rewritten line over, adds new ones in their place and lists the cut one', () => {
		const { scenes } = align(
			DRAFT,
			DRAFT.replace('The wiper drags.', 'The old wiper drags, late.').replace(
				'TOMAS\nBridge, we are drifting off the leads.',
				'She leans in.\n\nIDA\nKill the lamp now.',
			),
		)

		expect(kinds(scenes[0]?.blocks ?? [])).toEqual([
			'kept b0',
			'changed b1',
			'kept b2',
			'kept b3',
			'added',
			'added',
			'added',
			'unmatched b4',
			'unmatched b5',
		])
	})

	it('[SP23] finds a scene by its number, by its heading, by its lines', () => {
		const byNumber = align(DRAFT, DRAFT.replace('EXT. DECK - NIGHT', 'EXT. FOREDECK - DAWN'))
		const byHeading = align(
			DRAFT.replaceAll(/ #\d#/g, ''),
			`EXT. PIER - DAY\n\nNew.\n\n${DRAFT.replaceAll(/ #\d#/g, '')}`,
		)
		const byLines = align(DRAFT, DRAFT.replace('EXT. DECK - NIGHT #2#', 'INT. ENGINE ROOM #7#'))

		expect(byNumber.scenes.map((scene) => scene.oldId)).toEqual(['s0', 's1'])
		expect(byHeading.scenes.map((scene) => scene.oldId)).toEqual([null, 's0', 's1'])
		expect(byLines.scenes.map((scene) => scene.oldId)).toEqual(['s0', 's1'])
	})

	it('[SP23] is not misled when scenes were renumbered', () => {
		const scenes = film(4)
		const renumbered = [
			'INT. NEW - DAY #1#\n\nNothing like it.',
			...scenes.map((scene, at) => scene.replace(`#${at + 1}#`, `#${at + 2}#`)),
		]
		const { scenes: found } = align(scenes.join('\n\n'), renumbered.join('\n\n'))

		expect(found.map((scene) => scene.oldId)).toEqual([null, 's0', 's1', 's2', 's3'])
	})

	it('[SP23] keeps scenes of one heading apart by their lines', () => {
		const scenes = film(3).map((scene) => scene.replace(/^.*$/m, 'INT. HOUSE - DAY'))
		const { scenes: found } = align(scenes.join('\n\n'), [scenes[2], scenes[0]].join('\n\n'))

		expect(found.map((scene) => scene.oldId)).toEqual(['s2', 's0'])
	})

	it('[SP21] lists scenes and lines that the new draft does not have and never drops them', () => {
		const { scenes, unmatchedScenes } = align(
			DRAFT,
			'INT. WHEELHOUSE - NIGHT #1#\n\nRain on glass. The wiper drags.',
		)

		expect(unmatchedScenes).toEqual(['s1'])
		expect(kinds(scenes[0]?.blocks ?? [])).toEqual([
			'kept b0',
			'kept b1',
			'unmatched b2',
			'unmatched b3',
			'unmatched b4',
			'unmatched b5',
		])
	})

	it('[SP22] follows a line that moved within its scene', () => {
		const { scenes } = align(
			'INT. A - DAY\n\nThe first thing that happens.\n\nThe second thing, longer.\n\nThird comes last of all.',
			'INT. A - DAY\n\nThird comes last of all.\n\nThe first thing that happens.\n\nThe second thing, longer.',
		)

		expect(kinds(scenes[0]?.blocks ?? [])).toEqual(['kept b0', 'moved b3', 'kept b1', 'kept b2'])
	})

	it('[SP24] compares in proportion to the script: 200 scenes, 30,000 words', () => {
		const scenes = film(200)
		const random = seededRandom('edits')
		const edited = scenes.map((scene) =>
			random() < 0.3 ? scene.replace(/\w+\.$/m, `${words(random, 3)}.`) : scene,
		)
		const before = asOld(scenes.join('\n\n'))
		const lines = before.scenes.reduce((sum, scene) => sum + scene.blocks.length, 0)
		const { comparisons, scenes: found } = alignScripts(before, readFountain(edited.join('\n\n')))

		expect(scenes.join(' ').split(/\s+/).length).toBeGreaterThan(28_000)
		expect(found.map((scene) => scene.oldId)).toEqual(before.scenes.map((scene) => scene.id))
		expect(comparisons).toBeLessThan(lines * 10)
	})

	it('[SP24] compares a scene of 20,000 rewritten lines in a narrow band', () => {
		const random = seededRandom('long')
		const scene = () =>
			`INT. A - DAY\n\n${Array.from({ length: 20_000 }, () => words(random, 4)).join('\n\n')}`
		const { comparisons } = align(scene(), scene())

		expect(comparisons).toBeLessThan(20_000 * 30)
	})

	const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
	it(`[SP21] every old line comes through exactly once, every new line is there in order (seed ${seed})`, () => {
		const line = fc.constantFrom(
			'INT. A - DAY',
			'INT. B - DAY #2#',
			'IDA\nNow.',
			'IDA\nNow then.',
			'Rain falls on the glass.',
			'Rain falls on glass.',
			'She turns.',
			'> X <',
			'[[note]]',
		)
		const draft = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n\n'))
		fc.assert(
			fc.property(draft, draft, (before, after) => {
				const old = asOld(before)
				const { preamble, scenes, unmatchedScenes } = align(before, after)
				const aligned = [...preamble, ...scenes.flatMap((scene) => scene.blocks)]
				const lost = old.scenes
					.filter((scene) => unmatchedScenes.includes(scene.id))
					.flatMap((scene) => scene.blocks.map((block) => block.id))
				const ids = [
					...aligned.flatMap((block) => (block.kind === 'added' ? [] : [block.id])),
					...lost,
				].sort()
				const next = readFountain(after)

				expect(ids).toEqual(
					[...old.preamble, ...old.scenes.flatMap((scene) => scene.blocks)]
						.map((block) => block.id)
						.sort(),
				)
				expect(
					aligned.flatMap((block) => (block.kind === 'unmatched' ? [] : [block.block])),
				).toEqual([...next.preamble, ...next.scenes.flatMap((scene) => scene.blocks)])
			}),
			{ seed, numRuns: 1000 },
		)
	})
})
