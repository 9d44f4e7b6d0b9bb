/** The systems that can be measured, each loaded only when it takes part: peers bring packages of their own. */
import type { BenchSystem, SystemName } from '../lib/system.ts'

const SYSTEMS: Record<SystemName, () => Promise<{ system: BenchSystem }>> = {
	dailies: () => import('./dailies.ts'),
	'tldraw-sync': () => import('./tldraw-sync.ts'),
	hocuspocus: () => import('./hocuspocus.ts'),
}

export const PEERS: readonly SystemName[] = ['tldraw-sync', 'hocuspocus']

export function isSystemName(name: string): name is SystemName {
	return Object.hasOwn(SYSTEMS, name)
}

export async function loadSystem(name: SystemName): Promise<BenchSystem> {
	return (await SYSTEMS[name]()).system
}
