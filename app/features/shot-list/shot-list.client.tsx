/** The shot list in the browser: opens the project's room and keeps the view in the address. */
import { useRevalidator, useSearchParams } from '@remix-run/react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { CustomField } from '#core/board/custom-field.ts'
import type { OmittedShot } from '#core/board/number-lock.ts'
import type { PersonColor } from '#core/board/person.ts'
import type { Role } from '#core/board/role.ts'
import type { ListedPanel, ListedScene } from '#core/shot-list/list-row.ts'
import { createPlainStore } from '../sync/create-plain-store.ts'
import { useRoom } from '../sync/use-room.ts'
import { readAddress, writeAddress } from './list-address.ts'
import { schemeOf } from './list-settings.ts'
import { ShotListPage } from './shot-list-page.tsx'

export interface ShotListClientData {
	me: { userId: string; name: string; color: PersonColor; role: Role }
	panels: ListedPanel[]
	omitted: Record<string, readonly OmittedShot[]>
	project: {
		projectId: string
		title: string
		frameRate: number
		numberingScheme: string
		customFields: CustomField[]
	}
	scenes: ListedScene[]
	opening: { clientId: number; generation: number }
	may: { write: boolean; fields: boolean }
}

export default function ShotListClient({
	data,
	account,
}: {
	data: ShotListClientData
	account?: ReactNode
}) {
	const { me, project, may, panels, omitted } = data
	// The rows are asked for again; the room that was opened first stays open.
	const [first] = useState(data)
	const initial = useMemo(() => {
		const { title, frameRate, customFields, numberingScheme } = first.project
		return {
			title,
			frameRate,
			customFields,
			numberingScheme: schemeOf(numberingScheme),
			scenes: first.scenes,
		}
	}, [first])
	const user = useMemo(
		() => ({ userId: me.userId, name: me.name, color: me.color }),
		[me.userId, me.name, me.color],
	)
	const projectRoom = useRoom({
		room: `project:${project.projectId}`,
		...first.opening,
		user,
		canWrite: may.fields,
		createStore: createPlainStore,
	})
	const [params, setParams] = useSearchParams()
	const view = useMemo(() => readAddress(params), [params])
	const { revalidate } = useRevalidator()
	useEffect(() => {
		const onFocus = () => void revalidate()
		window.addEventListener('focus', onFocus)
		return () => window.removeEventListener('focus', onFocus)
	}, [revalidate])
	if (!projectRoom) return null
	return (
		<ShotListPage
			{...{ initial, panels, omitted, projectRoom, me, may, view }}
			projectId={project.projectId}
			onView={(next) => setParams(writeAddress(next), { replace: true, preventScrollReset: true })}
			onRefresh={() => void revalidate()}
			account={account}
		/>
	)
}
