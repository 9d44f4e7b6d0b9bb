/** What goes between the server and the thread that writes a print. */
import type { PrintedPage } from '#core/exports/page-geometry.ts'
import type { PrintSettings } from '#core/exports/print-settings.ts'
import type { PicturePart } from '../pictures/pictures.ts'

export type PrintJob =
	| {
			kind: 'pdf'
			out: string
			title: string
			/** As people read it: `22 November, 16:05`. */
			printedAt: string
			settings: PrintSettings
			pages: PrintedPage[]
			/** A picture for the head; null = none. */
			logo: Uint8Array | null
	  }
	| { kind: 'png'; out: string; files: { name: string; sceneId: string; panelId: string }[] }

/** What it asks for and tells. */
export type FromThread =
	| { kind: 'want'; id: number; sceneId: string; panelId: string; width: number; part: PicturePart }
	| { kind: 'progress'; share: number }
	| { kind: 'done'; report: PrintReport }
	| { kind: 'failed'; sentence: string }
export type ToThread = { kind: 'picture'; id: number; bytes: Uint8Array | null }

export interface PrintReport {
	file: string
	/** Pages of a PDF, pictures of a ZIP. */
	count: number
	sizeBytes: number
	/** Letters that no font of the print has; a box stands for each. */
	missingLetters: number
}
export type FindPicture = (
	of: { sceneId: string; panelId: string },
	options: { width: number; part?: PicturePart },
) => Promise<Uint8Array | null>
