/**
 * What a script's own words ask of the camera: CLOSE ON, WIDE, INSERT, ANGLE ON, POV and their like.
 * Only what is written counts; a field nobody asked for is left out.
 */
import type { ShotFields } from '../board/shot-record.ts'

export interface ShotWords {
	/** The words as they stand in the text, for the reason given. */
	found: string[]
	shot: Partial<ShotFields>
}

type Rule = readonly [RegExp, Partial<ShotFields>]

/**
 * First match of a field wins, so nearer sizes stand before wider ones. Words that mean something else
 * in prose (hands close on a rail, she pulls out a knife) count in capitals only, as writers type them.
 */
const RULES: readonly Rule[] = [
	[/\bextreme close[- ]?up\b|\bEXTREME CLOSE\b|\bECU\b/iu, { size: 'ECU' }],
	[/\bINSERT\b|\binsert shot\b/u, { kind: 'INSERT', size: 'CU' }],
	[/\bbig close[- ]?up\b|\bBCU\b/iu, { size: 'BCU' }],
	[/\bmedium close[- ]?up\b|\bMCU\b/iu, { size: 'MCU' }],
	[/^Close[- ]?up\b|^Close on\b|\bCLOSE(?:[- ]?UP| ON| SHOT)?\b|\bCU\b/u, { size: 'CU' }],
	[/\bextreme (?:wide|long) shot\b|\bEXTREME (?:WIDE|LONG)\b|\bEWS\b|\bELS\b/u, { size: 'EWS' }],
	[/\bestablishing shot\b|\bESTABLISHING\b/u, { kind: 'ESTABLISHING', size: 'WS' }],
	[/\bMASTER SHOT\b|\bmaster shot\b/u, { kind: 'MASTER', size: 'WS' }],
	[/\bmedium wide\b|\bMWS\b/iu, { size: 'MWS' }],
	[/\bwide shot\b|\blong shot\b|^Wide on\b|\bWIDE(?:R|N)?\b|\bLS\b|\bWS\b/u, { size: 'WS' }],
	[/\bfull shot\b/iu, { size: 'FS' }],
	[/\bmedium shot\b|\bMEDIUM SHOT\b|\bMED\.? SHOT\b|\bMS\b/u, { size: 'MS' }],
	[/^(?:New )?Angle on\b|\bANGLE ON\b|\bNEW ANGLE\b/u, { size: 'MS' }],
	[/\bPOV\b|\bP\.O\.V\.|\bPOINT OF VIEW\b/u, { framing: 'pov' }],
	[
		/\bOVER (?:THE |HIS |HER |THEIR )?SHOULDER\b|\bover-the-shoulder\b|\bOTS\b/u,
		{ framing: 'ots' },
	],
	[/\btwo[- ]shot\b/iu, { framing: 'two_shot' }],
	[/\bthree[- ]shot\b/iu, { framing: 'three_shot' }],
	[/\breverse (?:angle|shot)\b|\bREVERSE\b/u, { framing: 'reverse' }],
	[/\breaction shot\b|\bREACTION\b/u, { kind: 'REACTION' }],
	[/\bCUTAWAY\b/u, { kind: 'CUTAWAY' }],
	[/\blow angle\b/iu, { angle: 'low' }],
	[/\bhigh angle\b/iu, { angle: 'high' }],
	[/\bOVERHEAD\b|\bbird[’']s[- ]eye\b/u, { angle: 'overhead' }],
	[/\baerial shot\b|\bAERIAL\b/u, { angle: 'aerial' }],
	[/\bPUSH(?:ES|ING)? IN\b|\b[Cc]amera pushes in\b|\bDOLLY IN\b/u, { movement: 'dolly_in' }],
	[
		/\bPULL(?:S|ING)? (?:BACK|OUT)\b|\b[Cc]amera pulls (?:back|out)\b|\bDOLLY OUT\b/u,
		{ movement: 'dolly_out' },
	],
	[/\bWHIP PAN\b|\bwhip pan\b/u, { movement: 'whip' }],
	[
		/\bPAN(?:S|NING)?(?: (?:TO|LEFT|RIGHT|ACROSS|OVER|WITH))\b|\b[Cc]amera pans\b/u,
		{ movement: 'pan' },
	],
	[/\bTILT(?:S|ING)? (?:UP|DOWN)\b|\b[Cc]amera tilts\b/u, { movement: 'tilt' }],
	[/\bTRACKING\b|\btracking shot\b/u, { movement: 'tracking' }],
	[/\bCRANE (?:UP|DOWN|SHOT)\b/u, { movement: 'crane' }],
	[/\bZOOM(?:S|ING)?(?: (?:IN|OUT|TO))\b/u, { movement: 'zoom' }],
	[/\bHANDHELD\b/u, { movement: 'handheld' }],
	[/\bRACK FOCUS\b|\brack focus\b/u, { movement: 'rack_focus' }],
]

/** The camera words of a sentence and the shot fields they name. */
export function readShotWords(text: string): ShotWords {
	const shot: Partial<ShotFields> = {}
	const found: string[] = []
	for (const [pattern, fields] of RULES) {
		const match = pattern.exec(text)
		if (!match || isTold(shot, fields)) continue
		Object.assign(shot, { ...fields, ...shot })
		found.push(match[0])
	}
	return { found, shot }
}

function isTold(shot: Partial<ShotFields>, fields: Partial<ShotFields>): boolean {
	return Object.keys(fields).every((field) => Object.hasOwn(shot, field))
}
