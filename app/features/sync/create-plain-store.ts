/** A store without an editor, for rooms that hold records and no drawing (`project:`, `notes:`). */
import { atom } from '@tldraw/state'
import { Store } from '@tldraw/store'
import type {
	TLAssetStore,
	TLRecord,
	TLStore,
	TLStoreProps,
	TLUser,
	TLUserStore,
} from '@tldraw/tlschema'
import { createCanvasSchema } from '#core/canvas/canvas-schema.ts'

export function createPlainStore(): TLStore {
	const assets: Required<TLAssetStore> = {
		upload: () => Promise.reject(new Error('this store holds no pictures')),
		resolve: (asset) => ('src' in asset.props ? asset.props.src : null),
		remove: () => Promise.resolve(),
	}
	return new Store<TLRecord, TLStoreProps>({
		schema: createCanvasSchema(),
		props: { defaultName: '', assets, users: nobody(), onMount: () => undefined },
	})
}

/** Who wrote what is known to the room, not to this store. */
function nobody(): Required<TLUserStore> {
	const none = atom<TLUser | null>('nobody', null)
	return { currentUser: none, resolve: () => none }
}
