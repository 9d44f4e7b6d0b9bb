/** The first page: the films on this server, how to begin one, and the newest scene by scene. */
import { Link } from '@remix-run/react'
import { FlaskConical, Plus, Trash2, Upload } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { NameDialog } from './name-dialog.tsx'
import { Page, PageHead, SectionHead, Stage } from './page.tsx'
import { ProjectGrid, type ProjectOnCard } from './project-card.tsx'
import { MAX_TITLE_LENGTH } from './project-forms.ts'
import { type FilmFormat, SceneCard, SceneGrid, type SceneOnCard } from './scene-card.tsx'
import { StartTiles } from './start-tiles.tsx'
import { useTrash } from './use-trash.ts'
import { countOf } from './words.ts'

const SCENES_SHOWN = 7

export interface ProjectsPageProps {
	projects: readonly ProjectOnCard[]
	/** The newest project's scenes; null without a project. */
	featured: {
		project: { projectId: string; title: string } & FilmFormat
		scenes: readonly SceneOnCard[]
	} | null
	may: { create: boolean; manage: boolean; restore: boolean; research: boolean }
	account: ReactNode
	/** The import dialog, opened from here. */
	importDialog: (dialog: { open: boolean; onOpenChange: (open: boolean) => void }) => ReactNode
}

export function ProjectsPage(props: ProjectsPageProps) {
	const { projects, featured, may, account } = props
	const [naming, setNaming] = useState(false)
	const [importing, setImporting] = useState(false)
	// Here and not in the grid, which is gone with the last film, and the way back with it.
	const throwAway = useTrash()
	const trash = ({ projectId, title }: ProjectOnCard) =>
		throwAway({
			name: title,
			trash: { intent: 'trash', projectId },
			restore: { intent: 'restore-project', projectId },
		})
	return (
		<Page crumbs={[{ label: 'Dailies' }]} account={account}>
			<PageHead
				title="Projects"
				sub={
					projects.length > 0 ? `${countOf(projects.length, 'film', 'films')} on this server` : null
				}
				actions={
					<Actions may={may} onNew={() => setNaming(true)} onImport={() => setImporting(true)} />
				}
			/>
			{projects.length > 0 ? (
				<ProjectGrid projects={projects} onTrash={may.manage ? trash : null} />
			) : (
				<NoProjects canCreate={may.create} />
			)}
			{may.create ? <StartTiles onImport={() => setImporting(true)} /> : null}
			{featured && featured.scenes.length > 0 ? <Featured {...featured} /> : null}
			<NameDialog
				open={naming}
				onOpenChange={setNaming}
				title="New project"
				description="It begins with one scene and one empty panel."
				submitLabel="Make it"
				hidden={{ intent: 'create' }}
				fields={[
					{
						name: 'title',
						label: 'Name',
						placeholder: 'Slack Water',
						required: true,
						maxLength: MAX_TITLE_LENGTH,
					},
					{
						name: 'logline',
						label: 'In one line',
						hint: 'You can leave this empty.',
						maxLength: 500,
					},
				]}
			/>
			{may.create ? props.importDialog({ open: importing, onOpenChange: setImporting }) : null}
		</Page>
	)
}

function Actions(props: {
	may: ProjectsPageProps['may']
	onNew: () => void
	onImport: () => void
}) {
	return (
		<>
			{props.may.research ? (
				<ButtonLink to="/research" icon={<Icon of={FlaskConical} size={14} />}>
					Research
				</ButtonLink>
			) : null}
			{props.may.restore ? (
				<ButtonLink to="/trash" icon={<Icon of={Trash2} size={14} />}>
					Trash
				</ButtonLink>
			) : null}
			{props.may.create ? (
				<>
					<Button icon={<Icon of={Upload} size={14} />} onClick={props.onImport}>
						Import a script
					</Button>
					<Button variant="solid" icon={<Icon of={Plus} size={14} />} onClick={props.onNew}>
						New project
					</Button>
				</>
			) : null}
		</>
	)
}

function NoProjects({ canCreate }: { canCreate: boolean }) {
	return (
		<Stage>
			<Empty title="No films here yet">
				{canCreate
					? 'A project holds a film: its script, its scenes and a wall of panels for each. Begin with a drawing or with the pages.'
					: 'Whoever runs this server has not begun one. It shows here as soon as they do.'}
			</Empty>
		</Stage>
	)
}

function Featured({ project, scenes }: NonNullable<ProjectsPageProps['featured']>) {
	const to = `/projects/${project.projectId}`
	return (
		<section>
			<SectionHead title={`${project.title}, scene by scene`}>
				<Link to={to}>
					{scenes.length > SCENES_SHOWN ? `All ${scenes.length} scenes` : 'Open the project'}
				</Link>
			</SectionHead>
			<SceneGrid label={`Scenes of ${project.title}`}>
				{scenes.slice(0, SCENES_SHOWN).map((scene) => (
					<SceneCard key={scene.sceneId} scene={scene} format={project} />
				))}
			</SceneGrid>
		</section>
	)
}
