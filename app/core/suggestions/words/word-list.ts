/**
 * What the engine understands when somebody asks in words: a phrase, how it is called back, and what
 * it changes on a set-up. Relative words ("closer", "colder") start from what stands there.
 */
import type { ShotFields } from '../../board/shot-record.ts'
import { SHOT_SIZES } from '../../board/vocabulary.ts'

type Fields = Partial<ShotFields>
export interface WordEntry {
	/** Looked for in the lower-case request; what it matches is taken out of it. */
	finds: RegExp
	/** In our own words, for the card: the person's stay theirs. */
	says: string
	change(now: ShotFields, found: RegExpExecArray): Fields
	/** Another way to read the same words. */
	or?(now: ShotFields): Fields
}

const SIZES = SHOT_SIZES.map(([code]) => code)
const MIDDLE = SIZES.indexOf('MS')
/** What is assumed of a set-up that says nothing: a lamp-lit room, a soft contrast, a normal lens. */
const PLAIN = { colorTempK: 4300, keyToFill: 4, lensMm: 40 } as const
const KELVIN_STEP = 1300

function nearer(now: ShotFields, steps: number): Fields {
	const at = now.size === null ? MIDDLE : SIZES.indexOf(now.size)
	const size = SIZES[Math.min(SIZES.length - 1, Math.max(0, at + steps))]
	return size === undefined ? {} : { size }
}

function warmer(now: ShotFields, kelvin: number): Fields {
	const from = now.colorTempK ?? PLAIN.colorTempK
	return { colorTempK: Math.min(10_000, Math.max(1800, from + kelvin)) }
}

function contrast(now: ShotFields, times: number): Fields {
	const from = now.keyToFill ?? PLAIN.keyToFill
	return { keyToFill: Math.min(32, Math.max(1, from * times)) }
}

function longer(now: ShotFields, times: number): Fields {
	const from = now.lensMm ?? PLAIN.lensMm
	return { lensMm: Math.min(300, Math.max(12, Math.round(from * times))) }
}

function capital(word: string): string {
	return word.slice(0, 1).toUpperCase() + word.slice(1)
}

function set(fields: Fields) {
	return () => fields
}

/** First come longer phrases, so that "extreme close-up" is not read as "close-up". */
export const WORD_LIST: readonly WordEntry[] = [
	// Light, before places and sizes: "lit from behind" is a lamp, "from behind" the camera.
	{
		finds: /\bwindows? behind( (her|him|them))?\b/,
		says: 'a window behind',
		change: set({ lightMotivation: 'window', keySide: 'back' }),
	},
	{
		finds: /\b(green|blue) ?screen\b/,
		says: 'green screen',
		change: set({ vfx: 'green_screen' }),
	},
	{
		finds: /\b(add|with|in the|more) (rain|snow|smoke|fog|wind|sparks)\b/,
		says: 'an effect on the day',
		change: (_now, found) => ({ vfx: 'sfx', vfxNote: capital(found[2] ?? '') }),
	},
	{
		finds: /\b(sunrise|sunset|golden hour|low sun)\b/,
		says: 'low sun',
		change: set({ lightMotivation: 'sun', colorTempK: 3500, keyElevationDeg: 10 }),
	},
	{
		finds: /\bside ?(light|lit)\b|\blit from the side\b/,
		says: 'light from the side',
		change: set({ lightPattern: 'split', keySide: 'left' }),
		or: set({ lightPattern: 'split', keySide: 'right' }),
	},
	{
		finds: /\b(back ?lit|back ?light|(lit|light(ed)?|lamp) from behind)\b/,
		says: 'light from behind',
		change: set({ keySide: 'back' }),
		or: set({ lightPattern: 'rim' }),
	},
	{
		finds: /\b(lit|light(ed)?) from (the )?left\b/,
		says: 'light from the left',
		change: set({ keySide: 'left' }),
	},
	{
		finds: /\b(lit|light(ed)?) from (the )?right\b/,
		says: 'light from the right',
		change: set({ keySide: 'right' }),
	},
	{
		finds: /\b(lit|light(ed)?) from (above|the top)\b|\btop ?light\b/,
		says: 'light from above',
		change: set({ keySide: 'top' }),
	},
	{
		finds: /\b(lit|light(ed)?) from (below|under)\b|\bunder ?lit\b/,
		says: 'light from below',
		change: set({ keySide: 'under' }),
	},
	{
		finds: /\bsilhouettes?\b/,
		says: 'silhouette',
		change: set({ lightPattern: 'silhouette', keySide: 'back' }),
	},
	{ finds: /\brembrandt\b/, says: 'Rembrandt light', change: set({ lightPattern: 'rembrandt' }) },
	{
		finds: /\brim ?light\b|\brim\b/,
		says: 'rim light',
		change: set({ lightPattern: 'rim', keySide: 'back' }),
	},
	{
		finds: /\bsplit light\b|\bhalf (her|his|their|the) face\b/,
		says: 'split light',
		change: set({ lightPattern: 'split' }),
	},
	{
		finds: /\bflat(ter)? light\b|\bflat(ter)?\b/,
		says: 'flatter light',
		change: (now) => ({ ...contrast(now, 0.5), lightPattern: 'flat' }),
	},
	{ finds: /\bsoft(er)?( light)?\b/, says: 'softer light', change: set({ lightQuality: 'soft' }) },
	{
		finds: /\bhard(er)?( light)?\b|\bharsh(er)?\b/,
		says: 'harder light',
		change: set({ lightQuality: 'hard' }),
	},
	{
		finds: /\bmoon(light|lit)?\b/,
		says: 'moonlight',
		change: (now) => ({ ...warmer(now, 0), lightMotivation: 'moon', colorTempK: 6500 }),
	},
	{
		finds: /\b(candle|fire)(light|lit)?\b/,
		says: 'firelight',
		change: set({ lightMotivation: 'fire', colorTempK: 1900 }),
	},
	{
		finds: /\bwindow( light)?\b/,
		says: 'light from the window',
		change: set({ lightMotivation: 'window' }),
	},
	{
		finds: /\bpractical( lamp)?s?\b|\bfrom the lamp\b/,
		says: 'light from a lamp in the set',
		change: set({ lightMotivation: 'practical' }),
	},
	{
		finds: /\b(colder|cooler|bluer|blue|cold)\b/,
		says: 'colder',
		change: (now) => warmer(now, KELVIN_STEP),
		or: (now) => warmer(now, 2 * KELVIN_STEP),
	},
	{
		finds: /\b(warmer|warm|golden)\b/,
		says: 'warmer',
		change: (now) => warmer(now, -KELVIN_STEP),
		or: (now) => warmer(now, -2 * KELVIN_STEP),
	},
	{
		finds: /\b(darker|moodier|more contrast|contrastier|low[- ]key)\b/,
		says: 'darker',
		change: (now) => ({ ...contrast(now, 2), lightKey: 'low_key' }),
		or: (now) => contrast(now, 4),
	},
	{
		finds: /\b(brighter|lighter|less contrast|high[- ]key)\b/,
		says: 'brighter',
		change: (now) => ({ ...contrast(now, 0.5), lightKey: 'high_key' }),
		or: (now) => contrast(now, 0.5),
	},
	// Where the camera is.
	{
		finds:
			/\bfrom behind( (her|him|them|his|their|the) ?\w*)?\b|\bbehind (her|him|them)\b|\bover (the|her|his|their) shoulder\b|\bots\b/,
		says: 'from behind, over the shoulder',
		change: set({ framing: 'ots' }),
		or: set({ screenDirection: 'away' }),
	},
	{
		finds: /\bpov\b|\b(point of view|(her|his|their) eyes)\b/,
		says: 'point of view',
		change: set({ framing: 'pov' }),
	},
	{ finds: /\breverse( angle| shot)?\b/, says: 'reverse', change: set({ framing: 'reverse' }) },
	{ finds: /\bprofile\b|\bfrom the side\b/, says: 'profile', change: set({ framing: 'profile' }) },
	{
		finds: /\b(two[- ]shot|both of them)\b/,
		says: 'two-shot',
		change: set({ framing: 'two_shot' }),
	},
	{ finds: /\bclean single\b/, says: 'clean single', change: set({ framing: 'clean_single' }) },
	{ finds: /\bdirty single\b/, says: 'dirty single', change: set({ framing: 'dirty_single' }) },
	{ finds: /\b(single|alone)\b/, says: 'single', change: set({ framing: 'single' }) },
	{
		finds: /\b(overhead|bird.?s[- ]eye|top shot|straight down)\b/,
		says: 'overhead',
		change: set({ angle: 'overhead' }),
	},
	{
		finds: /\b(dutch|canted|tilted horizon|off[- ]kilter)\b/,
		says: 'dutch angle',
		change: set({ angle: 'dutch' }),
	},
	{ finds: /\b(worm.?s[- ]eye)\b/, says: 'worm’s-eye', change: set({ angle: 'worm' }) },
	{
		finds: /\b(low(er)? angle|from (further |far )?below|looking up|lower)\b/,
		says: 'lower angle',
		change: set({ angle: 'low' }),
	},
	{
		finds: /\b(high(er)? angle|from (high )?above|looking down|higher)\b/,
		says: 'higher angle',
		change: set({ angle: 'high' }),
	},
	{ finds: /\beye[- ]level\b/, says: 'eye level', change: set({ angle: 'eye' }) },
	{
		finds: /\braise the camera\b|\bcamera (up|higher)\b/,
		says: 'camera higher',
		change: set({ angle: 'high' }),
	},
	{
		finds: /\b(the )?other side of the line\b|\bturn(ed)? (it )?(a)?round\b/,
		says: 'from the other side',
		change: set({ framing: 'reverse' }),
	},
	// Which way they go or look.
	{
		finds:
			/\b(from )?(the )?left to (the )?right\b|\b(looks?|looking|goes|walks?|moves?|exits?) (to the )?right\b/,
		says: 'left to right',
		change: set({ screenDirection: 'right' }),
	},
	{
		finds:
			/\b(from )?(the )?right to (the )?left\b|\b(looks?|looking|goes|walks?|moves?|exits?) (to the )?left\b/,
		says: 'right to left',
		change: set({ screenDirection: 'left' }),
	},
	{
		finds: /\baway from (us|(the )?(camera|lens))\b/,
		says: 'away from us',
		change: set({ screenDirection: 'away' }),
	},
	{
		finds: /\b(towards?|at) (us|(the )?(camera|lens))\b|\binto (the )?(camera|lens)\b/,
		says: 'toward us',
		change: set({ screenDirection: 'toward' }),
	},
	// What it does.
	{
		finds:
			/\b(slow(ly)?|gentle|gently)\b(?= (push|pull|pan|tilt|dolly|zoom|creep|track|crane|arc))/,
		says: 'slow',
		change: set({ movementSpeed: 'slow' }),
	},
	{
		finds: /\b(fast|quick(ly)?)\b(?= (push|pull|pan|tilt|dolly|zoom|track|crane|arc))/,
		says: 'fast',
		change: set({ movementSpeed: 'fast' }),
	},
	{
		finds: /\b(dolly zoom|vertigo)\b/,
		says: 'dolly zoom',
		change: set({ movement: 'dolly_zoom' }),
	},
	{
		finds: /\b(push(es|ing)?[- ]in|dolly[- ]in|creep(s|ing)? in)\b/,
		says: 'push in',
		change: set({ movement: 'dolly_in' }),
	},
	{
		finds: /\b(pull(s|ing)?[- ](out|back)|dolly[- ]out)\b/,
		says: 'pull out',
		change: set({ movement: 'dolly_out' }),
	},
	{
		finds: /\b(hand[- ]?held|shak(y|ier))\b/,
		says: 'handheld',
		change: set({ movement: 'handheld', equipment: 'handheld' }),
	},
	{
		finds: /\b(static|locked[- ]off|still camera|on sticks)\b/,
		says: 'static',
		change: set({ movement: 'static' }),
	},
	{ finds: /\bwhip( pan)?\b/, says: 'whip', change: set({ movement: 'whip' }) },
	{ finds: /\bpan(s|ning)?\b/, says: 'pan', change: set({ movement: 'pan' }) },
	{ finds: /\btilt(s|ing)?\b/, says: 'tilt', change: set({ movement: 'tilt' }) },
	{ finds: /\bcrane(s|ing)?\b/, says: 'crane', change: set({ movement: 'crane' }) },
	{ finds: /\b(arc|circle(s)? around|orbit)\b/, says: 'arc', change: set({ movement: 'arc' }) },
	{ finds: /\brack( focus)?\b/, says: 'rack focus', change: set({ movement: 'rack_focus' }) },
	{ finds: /\bzoom(s|ing)?\b/, says: 'zoom', change: set({ movement: 'zoom' }) },
	{
		finds: /\b(track(s|ing)?|follow(s|ing)?)\b/,
		says: 'tracking',
		change: set({ movement: 'tracking' }),
	},
	// The lens, before "wider" and "longer" alone.
	{
		finds: /\b(\d{1,3}) ?mm\b/,
		says: 'lens',
		change(_now, found) {
			const lensMm = Number(found[1])
			return lensMm >= 4 ? { lensMm } : {}
		},
	},
	{
		finds: /\blonger lens\b|\bcompress(ed)?\b/,
		says: 'longer lens',
		change: (now) => longer(now, 1.8),
	},
	{ finds: /\b(wider|shorter) lens\b/, says: 'wider lens', change: (now) => longer(now, 0.6) },
	// How much is seen.
	{
		finds: /\b(extreme close[- ]?up|ecu)\b/,
		says: 'extreme close-up',
		change: set({ size: 'ECU' }),
	},
	{ finds: /\b(big close[- ]?up|bcu)\b/, says: 'big close-up', change: set({ size: 'BCU' }) },
	{ finds: /\b(medium close[- ]?up|mcu)\b/, says: 'medium close-up', change: set({ size: 'MCU' }) },
	{ finds: /\b(close[- ]?up|cu)\b/, says: 'close-up', change: set({ size: 'CU' }) },
	{ finds: /\b(extreme wide|ews)\b/, says: 'extreme wide', change: set({ size: 'EWS' }) },
	{ finds: /\b(medium wide|mws)\b/, says: 'medium wide', change: set({ size: 'MWS' }) },
	{ finds: /\b(wide shot|establishing|ws)\b/, says: 'wide', change: set({ size: 'WS' }) },
	{ finds: /\b(full shot|head to toe)\b/, says: 'full', change: set({ size: 'FS' }) },
	{ finds: /\bcowboy\b/, says: 'cowboy', change: set({ size: 'COWBOY' }) },
	{ finds: /\bmedium( shot)?\b/, says: 'medium', change: set({ size: 'MS' }) },
	{
		finds: /\b(closer|tighter|nearer|(bigger|larger) in (the )?frame)\b/,
		says: 'closer',
		change: (now) => nearer(now, 2),
		or: (now) => nearer(now, 1),
	},
	{
		finds: /\b(wider|looser|further (away|back)|farther|smaller in (the )?frame|step back)\b/,
		says: 'wider',
		change: (now) => nearer(now, -2),
		or: (now) => nearer(now, -1),
	},
	// Joints.
	{ finds: /\bdissolve\b/, says: 'dissolve', change: set({ transition: 'dissolve' }) },
	{ finds: /\bsmash( cut)?\b/, says: 'smash cut', change: set({ transition: 'smash_cut' }) },
	{ finds: /\bmatch( cut)?\b/, says: 'match cut', change: set({ transition: 'match_cut' }) },
	{ finds: /\bfade (out|to black)\b/, says: 'fade out', change: set({ transition: 'fade_out' }) },
]
