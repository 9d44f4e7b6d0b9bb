/** Test your pen: what it reports, and how firmly one presses. Needs no name and keeps nothing on the server. */
import type { MetaFunction } from '@remix-run/node'
import { PenTest } from '#app/features/canvas/pen-test.tsx'
import { Crumbs, Topbar } from '#app/ui/topbar.tsx'

export const meta: MetaFunction = () => [{ title: 'Test your pen · Dailies' }]

export default function PenPage() {
	return (
		<>
			<Topbar>
				<Crumbs items={[{ label: 'Projects', to: '/' }, { label: 'Test your pen' }]} />
			</Topbar>
			<main>
				<h1 className="visually-hidden">Test your pen</h1>
				<PenTest />
			</main>
		</>
	)
}
