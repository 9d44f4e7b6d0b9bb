/** Finding a command by some letters of its words: beginnings of words count more than their middles. */
import type { Command } from './command-registry.ts'

/** The commands a palette shows for what is typed, best first; those that are off come last. */
export function findCommands(commands: readonly Command[], wanted: string): Command[] {
	const parts = wanted.trim().toLowerCase().split(/\s+/).filter(Boolean)
	const scored = commands
		.filter(({ isSmall }) => !isSmall)
		.map((command) => ({ command, score: scoreOf(command, parts) }))
		.filter(({ score }) => score > 0)
	const isOff = ({ command }: { command: Command }) => Number(command.isOn?.() === false)
	return scored
		.sort((a, b) => isOff(a) - isOff(b) || b.score - a.score)
		.map(({ command }) => command)
}

/** 0 when one of the parts is nowhere in the command's words. */
function scoreOf({ label, group, also = '' }: Command, parts: readonly string[]): number {
	let score = 1
	for (const part of parts) {
		const inLabel = hit(label, part)
		const found = inLabel > 0 ? inLabel * 4 : Math.max(hit(also, part) * 2, hit(group, part))
		if (found === 0) return 0
		score += found
	}
	return score
}

function hit(text: string, part: string): number {
	const at = text.toLowerCase().indexOf(part)
	if (at < 0) return 0
	return at === 0 || /\W/.test(text.charAt(at - 1)) ? 2 : 1
}
