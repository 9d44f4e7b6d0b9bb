/** Writing in the script of one scene, for as long as the lane is shown; null for who may only read. */
import { useEffect, useState } from 'react'
import { cryptoRandom } from '#core/random.ts'
import type { RoomConnection } from '../sync/connect-room.ts'
import { useSignal } from '../sync/use-signal.ts'
import { createScriptWriting, type ScriptWriting } from './script-writing.ts'

export function useScriptWriting(
	connection: RoomConnection,
	sceneId: string,
): ScriptWriting | null {
	const isReady = useSignal(connection.ready)
	const { canWrite } = connection
	const [writing, setWriting] = useState<ScriptWriting | null>(null)
	useEffect(() => {
		if (!isReady || !canWrite) return
		const random = cryptoRandom(window.crypto)
		const made = createScriptWriting({ connection, sceneId, random })
		setWriting(made)
		return () => {
			made.dispose()
			setWriting(null)
		}
	}, [connection, sceneId, isReady, canWrite])
	return writing
}
