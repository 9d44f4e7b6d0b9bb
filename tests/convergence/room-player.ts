/** A person of the rooms fuzz: a tab at a room, hands on its page, answers still owed by the server. */

import { interceptHistory } from '#core/sync/store-history.ts'
import type { Page, Player } from './player.ts'
import type { RoomPeer } from './room-peer.ts'
import type { RoomWorld } from './room-world.ts'
import { UndoWatch } from './watch-undo.ts'

export class RoomPlayer implements Player {
	readonly tab: RoomPeer
	readonly world: RoomWorld
	readonly letter: string
	/** What undo took from others, on all pages this person had. */
	readonly eaten: string[] = []
	undos = 0
	stroke: Player['stroke'] = null
	gesture: string | null = null
	private current: { watch: UndoWatch; stop: () => void } | null = null

	constructor(world: RoomWorld, tab: RoomPeer) {
		this.world = world
		this.tab = tab
		this.letter = tab.letter
		tab.onPage = (page) => this.onPage(page)
	}

	get peer(): Page {
		if (!this.tab.page) throw new Error('no page is open')
		return this.tab.page
	}
	get watch(): UndoWatch {
		if (!this.current) throw new Error('no page is open')
		return this.current.watch
	}
	/** Whether hands may touch the page now. */
	get canDraw(): boolean {
		return this.tab.page !== null && this.tab.canWrite
	}

	leave(): void {
		this.onPage(null)
	}

	private onPage(page: Page | null) {
		this.stroke = null
		this.gesture = null
		if (this.current) {
			this.eaten.push(...this.current.watch.eaten)
			this.undos += this.current.watch.undos
			this.current.stop()
		}
		this.current = null
		if (!page) return
		const watch = new UndoWatch(page, this.letter)
		const stopNoting = interceptHistory(page.editor.store, ({ changes }, source) => {
			if (source === 'user')
				for (const id of Object.keys(changes.removed)) this.world.erased.add(id)
		})
		const stop = () => {
			watch.dispose()
			stopNoting()
		}
		this.current = { watch, stop }
	}
}
