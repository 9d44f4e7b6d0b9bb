/** A film on the projects page: its own panels, its name, what it holds, what waits to be decided. */
import { Link } from '@remix-run/react'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '#app/ui/badge.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#app/ui/menu.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { NameDialog } from './name-dialog.tsx'
import { PanelPicture, pictureSrc } from './panel-picture.tsx'
import styles from './project-card.module.css'
import { MAX_TITLE_LENGTH } from './project-forms.ts'
import { filmFacts } from './words.ts'

export interface ProjectOnCard {
	projectId: string
	title: string
	logline: string
	frameRate: number
	aspectRatio: number
	sceneCount: number
	panelCount: number
	durationFrames: number
	openSuggestions: number
	/** Its log was made up. */
	isSynthetic: boolean
	pictures: { sceneId: string; panelId: string; pictureHash: string }[]
}

/** `onTrash` null: the visitor may not manage projects. */
export function ProjectGrid(props: {
	projects: readonly ProjectOnCard[]
	onTrash: ((project: ProjectOnCard) => void) | null
}) {
	const { onTrash } = props
	return (
		<div className={styles.projects} data-count={props.projects.length}>
			{props.projects.map((project) => (
				<ProjectCard
					key={project.projectId}
					project={project}
					onTrash={onTrash && (() => onTrash(project))}
				/>
			))}
		</div>
	)
}

/** `onTrash` null: the visitor may not manage projects. */
function ProjectCard(props: { project: ProjectOnCard; onTrash: (() => void) | null }) {
	const { project, onTrash } = props
	return (
		<article className={styles.project}>
			<Mosaic project={project} />
			<div className={styles.text}>
				<h3 className={styles.title}>
					<Link to={`/projects/${project.projectId}`} className={styles.open}>
						{project.title}
					</Link>
					{project.openSuggestions > 0 ? (
						<Badge count={project.openSuggestions} label="suggestions waiting" tone="suggest" />
					) : null}
					{project.isSynthetic ? <Tag>Simulated</Tag> : null}
					{onTrash ? <ProjectMenu project={project} onTrash={onTrash} /> : null}
				</h3>
				{project.logline ? <p>{project.logline}</p> : null}
				<p className={styles.foot}>{filmFacts(project)}</p>
			</div>
		</article>
	)
}

/** Five or three panels fill the card; one or two stand on the wall as they are, uncropped. */
function Mosaic({ project }: { project: ProjectOnCard }) {
	const { pictures, aspectRatio } = project
	if (pictures.length === 0) {
		return <div className={cx(styles.mosaic, styles.none)}>Nothing drawn yet</div>
	}
	const isFew = pictures.length < 3
	const shown = pictures.length < 5 ? Math.min(3, pictures.length) : 5
	const layout = isFew ? styles.few : shown === 3 ? styles.three : styles.five
	return (
		<div className={cx(styles.mosaic, layout)}>
			{pictures.slice(0, shown).map((picture) => (
				<PanelPicture
					key={picture.sceneId + picture.panelId}
					src={pictureSrc(picture)}
					{...(isFew ? { aspect: aspectRatio } : {})}
				/>
			))}
		</div>
	)
}

function ProjectMenu({ project, onTrash }: { project: ProjectOnCard; onTrash: () => void }) {
	const [renaming, setRenaming] = useState(false)
	const { projectId, title } = project
	return (
		<span className={styles.more}>
			<Menu
				trigger={
					<IconButton label={`More about ${title}`} size="small">
						<Icon of={Ellipsis} />
					</IconButton>
				}
			>
				<MenuItem icon={<Icon of={Pencil} size={14} />} onSelect={() => setRenaming(true)}>
					Rename
				</MenuItem>
				<MenuSeparator />
				<MenuItem danger icon={<Icon of={Trash2} size={14} />} onSelect={onTrash}>
					Move to the trash
				</MenuItem>
			</Menu>
			<NameDialog
				open={renaming}
				onOpenChange={setRenaming}
				title="Rename the project"
				submitLabel="Rename"
				hidden={{ intent: 'rename', projectId }}
				fields={[
					{
						name: 'title',
						label: 'Name',
						value: title,
						required: true,
						maxLength: MAX_TITLE_LENGTH,
					},
				]}
			/>
		</span>
	)
}
