/** Folders for servers' data, on the disk that the system's temporary folder lies on. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export class Scratch {
	private readonly folders: string[] = []

	/** A new empty folder. */
	make(): string {
		const folder = mkdtempSync(join(tmpdir(), 'dailies-bench-'))
		this.folders.push(folder)
		return folder
	}

	dispose(): void {
		for (const folder of this.folders) rmSync(folder, { recursive: true, force: true })
	}
}
