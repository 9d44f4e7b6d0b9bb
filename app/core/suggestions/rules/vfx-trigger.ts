/** V1: some words mean work after the shoot. Silent where anything is said about effects, none included. */
import { panelName, type Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

type Kind = 'comp' | 'cg_element' | 'sfx' | 'stunt' | 'cleanup'
/** Words, what they usually take, and what to ask for. */
const TRIGGERS: readonly (readonly [RegExp, Kind, string])[] = [
	[
		/\b(explo\w+|muzzle|gunshot|shoots)\b/i,
		'sfx',
		'Practical flash or burst on the day; safety distance',
	],
	[
		/\b(fire|flames?|burn(?:s|ing)?|smoke)\b/i,
		'sfx',
		'Practical fire or smoke on the day; element plates',
	],
	[/\b(rain|snow|storm|fog)\b/i, 'sfx', 'Rain bars or atmosphere; dry plate for clean-up'],
	[
		/\b(hologram|creature|monster|ghost|apparition)\b/i,
		'cg_element',
		'CG element; clean plate, lighting reference',
	],
	[
		/\b(screen|monitor|phone|radar|television)\b/i,
		'comp',
		'Screen insert; playback or tracking marks',
	],
	[/\b(mirror|reflection)\b/i, 'cleanup', 'Crew and camera out of the reflection'],
	[/\b(flying|flies over|falls from|crash\w*)\b/i, 'stunt', 'Stunt or wire; clean-up of rig'],
	[
		/\b(driving|drives|through the windscreen)\b/i,
		'comp',
		'Process work: driving plates or LED wall',
	],
	[
		/\b(blood|bleed(?:s|ing)?|wound(?:s|ed)?)\b/i,
		'sfx',
		'Make-up effect or blood rig; a clean take first',
	],
	[
		/\b(falls? (?:off|down|over|through)|leaps?|thrown)\b/i,
		'stunt',
		'Stunt double or wire; pads and rig to clean up',
	],
	[
		/\b(horse-drawn|carriages?|cobbled street|period street)\b/i,
		'cleanup',
		'Take the present out of the picture: aerials, signs, cars',
	],
	[/\b(crowd|thousands|hundreds of)\b/i, 'comp', 'Crowd tiling: locked camera, several passes'],
]

export const vfxTrigger: Rule = {
	id: 'V1',
	version: '2',
	category: 'vfx',
	title: 'Effects to plan',
	source: 'VFX breakdown practice: read the action for what cannot be had on the day',
	checkPanel(view, panel) {
		if (panel.shot.vfx !== null || panel.shot.vfxNote !== '') return []
		const script = view.blocks.filter(
			({ id, type }) => type === 'action' && panel.blockIds.includes(id),
		)
		const text = [panel.action, ...script.map((block) => block.text)].join(' ')
		for (const [words, kind, note] of TRIGGERS) {
			const word = words.exec(text)?.[0].toLowerCase()
			if (word === undefined) continue
			return only({
				targetId: panel.id,
				title: `Plan the ${word} now`,
				rationale: `The action of ${panelName(panel)} has “${word}”, and 0 effects are noted. The convention names them at the board stage: ${note.toLowerCase()}.`,
				evidence: [
					{ label: 'Word', value: word },
					{ label: 'Effects noted', value: 0 },
				],
				confidence: 0.6,
				edit: setShot(panel, { vfx: kind, vfxNote: note }),
			})
		}
		return []
	},
}
