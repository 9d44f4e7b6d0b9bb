/** One film: its scenes in story order, each with its picture; the way to every board. */
import {
	CalendarCheck,
	Download,
	Ellipsis,
	FlaskConical,
	MessageSquare,
	Pencil,
	Play,
	Plus,
	Table2,
	Trash2,
	Upload,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '#app/ui/menu.tsx'
import { NameDialog } from './name-dialog.tsx'
import styles from './page.module.css'
import { Logline, Page, PageHead, Stage } from './page.tsx'
import { MAX_TITLE_LENGTH } from './project-forms.ts'
import { type FilmFormat, SceneCard, SceneGrid, type SceneOnCard } from './scene-card.tsx'
import { SceneMenu } from './scene-menu.tsx'
import { useMutation } from './use-mutation.ts'
import { usePeopleNow } from './use-people-now.ts'
import { useSceneDrag } from './use-scene-drag.ts'
import { useTrash } from './use-trash.ts'
import { filmFacts } from './words.ts'

export interface ScenesPageProps {
	project: FilmFormat & {
		projectId: string
		title: string
		logline: string
		sceneCount: number
		panelCount: number
		durationFrames: number
	}
	scenes: readonly SceneOnCard[]
	may: { scenes: boolean; manage: boolean; import: boolean; research: boolean }
	/** How far a scene has come in review. */
	renderReview: (scene: SceneOnCard) => ReactNode
	account: ReactNode
	/** What people said of AI for themselves. */
	people: ReactNode
	importDialog: (dialog: { open: boolean; onOpenChange: (open: boolean) => void }) => ReactNode
}

export function ScenesPage(props: ScenesPageProps) {
	const { project, may, account } = props
	const scenes = usePeopleNow(project.projectId, props.scenes)
	const [importing, setImporting] = useState(false)
	/** After which scene a new one is being made; '' = first, null = none is. */
	const [newAfter, setNewAfter] = useState<string | null>(null)
	const last = scenes.at(-1)?.sceneId ?? ''
	const onImport = () => setImporting(true)
	const onNew = () => setNewAfter(last)
	// Here and not in the list, which is gone with the last scene, and the way back with it.
	const trash = useTrash()
	return (
		<Page crumbs={[{ label: 'Projects', to: '/' }, { label: project.title }]} account={account}>
			<PageHead
				title={project.title}
				sub={filmFacts(project)}
				actions={<Actions {...{ project, may, onImport, onNew }} hasScenes={scenes.length > 0} />}
			/>
			{project.logline ? <Logline>{project.logline}</Logline> : null}
			{scenes.length > 0 ? (
				<SceneList
					{...{ project, scenes }}
					renderReview={props.renderReview}
					canChange={may.scenes}
					onInsertAfter={setNewAfter}
					onTrash={({ sceneId, number }) =>
						trash({
							name: `Scene ${number}`,
							trash: { intent: 'trash-scene', sceneId },
							restore: { intent: 'restore-scene', sceneId },
						})
					}
				/>
			) : (
				<NoScenes {...{ may, onImport, onNew }} />
			)}
			<NameDialog
				open={newAfter !== null}
				onOpenChange={(open) => setNewAfter(open ? last : null)}
				title="New scene"
				description="It begins with one empty panel."
				submitLabel="Make it"
				hidden={{ intent: 'create-scene', afterSceneId: newAfter ?? '' }}
				fields={[
					{
						name: 'heading',
						label: 'Heading',
						placeholder: 'INT. WHEELHOUSE – NIGHT',
						hint: 'You can leave this empty.',
						maxLength: 1000,
					},
				]}
			/>
			<div className={styles.people}>{props.people}</div>
			{may.import ? props.importDialog({ open: importing, onOpenChange: setImporting }) : null}
		</Page>
	)
}

function SceneList(props: {
	project: ScenesPageProps['project']
	scenes: readonly SceneOnCard[]
	renderReview: (scene: SceneOnCard) => ReactNode
	canChange: boolean
	onInsertAfter: (sceneId: string) => void
	onTrash: (scene: SceneOnCard) => void
}) {
	const { project, scenes, canChange, onTrash } = props
	const order = scenes.map((scene) => scene.sceneId)
	const { send } = useMutation()
	const move = (sceneId: string, afterSceneId: string) =>
		send({ intent: 'move-scene', sceneId, afterSceneId })
	const dragOf = useSceneDrag(order, move)
	const menuOf = (scene: SceneOnCard) => (
		<SceneMenu
			scene={scene}
			order={order}
			onMove={move}
			onInsertAfter={() => props.onInsertAfter(scene.sceneId)}
			onTrash={() => onTrash(scene)}
		/>
	)
	return (
		<SceneGrid size="large" label="Scenes in story order">
			{scenes.map((scene) => (
				<SceneCard
					key={scene.sceneId}
					scene={scene}
					format={project}
					review={props.renderReview(scene)}
					{...(canChange ? { menu: menuOf(scene), drag: dragOf(scene.sceneId) } : {})}
				/>
			))}
		</SceneGrid>
	)
}

function Actions(props: {
	project: ScenesPageProps['project']
	may: ScenesPageProps['may']
	hasScenes: boolean
	onImport: () => void
	onNew: () => void
}) {
	const { project, may, hasScenes } = props
	return (
		<>
			{hasScenes ? (
				<ButtonLink
					to={`/projects/${project.projectId}/shots`}
					icon={<Icon of={Table2} size={14} />}
				>
					Shot list
				</ButtonLink>
			) : null}
			{hasScenes ? (
				<ButtonLink to={`/projects/${project.projectId}/play`} icon={<Icon of={Play} size={14} />}>
					Play film
				</ButtonLink>
			) : null}
			{hasScenes ? (
				<ButtonLink
					to={`/projects/${project.projectId}/dailies`}
					icon={<Icon of={CalendarCheck} size={14} />}
				>
					Dailies
				</ButtonLink>
			) : null}
			{hasScenes ? (
				<ButtonLink
					to={`/projects/${project.projectId}/notes`}
					icon={<Icon of={MessageSquare} size={14} />}
				>
					Notes
				</ButtonLink>
			) : null}
			{may.research ? (
				<ButtonLink
					to={`/projects/${project.projectId}/research`}
					icon={<Icon of={FlaskConical} size={14} />}
				>
					Research
				</ButtonLink>
			) : null}
			{hasScenes ? <ScriptFiles projectId={project.projectId} /> : null}
			{may.import && hasScenes ? (
				<Button icon={<Icon of={Upload} size={14} />} onClick={props.onImport}>
					Import a script
				</Button>
			) : null}
			{may.scenes && hasScenes ? (
				<Button variant="solid" icon={<Icon of={Plus} size={14} />} onClick={props.onNew}>
					New scene
				</Button>
			) : null}
			{may.manage ? <ProjectMenu project={project} /> : null}
		</>
	)
}

/** The script as a file that writers' programs read, and its earlier drafts. */
function ScriptFiles({ projectId }: { projectId: string }) {
	const download = (format: 'fountain' | 'fdx') =>
		window.location.assign(`/api/v1/projects/${projectId}/script/${format}`)
	return (
		<Menu trigger={<Button icon={<Icon of={Download} size={14} />}>Export the script</Button>}>
			<MenuItem onSelect={() => download('fountain')}>Fountain</MenuItem>
			<MenuItem onSelect={() => download('fdx')}>Final Draft (FDX)</MenuItem>
			<MenuSeparator />
			<MenuLink to={`/projects/${projectId}/drafts`}>Earlier drafts</MenuLink>
		</Menu>
	)
}

function ProjectMenu({ project }: { project: ScenesPageProps['project'] }) {
	const [renaming, setRenaming] = useState(false)
	const { send } = useMutation()
	return (
		<>
			<Menu
				trigger={
					<IconButton label="More about this project">
						<Icon of={Ellipsis} />
					</IconButton>
				}
			>
				<MenuItem icon={<Icon of={Pencil} size={14} />} onSelect={() => setRenaming(true)}>
					Rename
				</MenuItem>
				<MenuSeparator />
				<MenuItem
					danger
					icon={<Icon of={Trash2} size={14} />}
					onSelect={() => send({ intent: 'trash-project' })}
				>
					Move to the trash
				</MenuItem>
			</Menu>
			<NameDialog
				open={renaming}
				onOpenChange={setRenaming}
				title="Rename the project"
				submitLabel="Rename"
				hidden={{ intent: 'rename-project' }}
				fields={[
					{
						name: 'title',
						label: 'Name',
						value: project.title,
						required: true,
						maxLength: MAX_TITLE_LENGTH,
					},
				]}
			/>
		</>
	)
}

function NoScenes(props: { may: ScenesPageProps['may']; onImport: () => void; onNew: () => void }) {
	return (
		<Stage>
			<Empty
				title="No scenes yet"
				actions={
					<>
						{props.may.import ? (
							<Button variant="solid" onClick={props.onImport}>
								Import a script
							</Button>
						) : null}
						{props.may.scenes ? <Button onClick={props.onNew}>New scene</Button> : null}
					</>
				}
			>
				Every scene has a wall of panels. A script brings its scenes along, each with one empty
				panel to start from.
			</Empty>
		</Stage>
	)
}
