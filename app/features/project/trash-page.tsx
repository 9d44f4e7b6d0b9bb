/** What was thrown away, whole: drawings, script and log. Putting it back is one press. */
import { Trash2, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Page, PageHead, SectionHead, Stage } from './page.tsx'
import { PanelPicture, pictureSrc } from './panel-picture.tsx'
import type { ProjectOnCard } from './project-card.tsx'
import type { SceneOnCard } from './scene-card.tsx'
import styles from './trash-page.module.css'
import { useMutation } from './use-mutation.ts'
import { countOf, filmFacts, sceneTitle } from './words.ts'

export type TrashedScene = Omit<SceneOnCard, 'present'> & { projectTitle: string }

export function TrashPage(props: {
	projects: readonly ProjectOnCard[]
	scenes: readonly TrashedScene[]
	may: { projects: boolean; scenes: boolean }
	account: ReactNode
}) {
	const { projects, scenes, may, account } = props
	const isEmpty = projects.length === 0 && scenes.length === 0
	return (
		<Page crumbs={[{ label: 'Projects', to: '/' }, { label: 'Trash' }]} account={account}>
			<PageHead title="Trash" sub="Nothing here is ever deleted by itself." />
			{isEmpty ? <EmptyTrash /> : null}
			{projects.length > 0 ? (
				<section>
					<SectionHead title="Projects" />
					<ul className={styles.list}>
						{projects.map((project) => (
							<Row
								key={project.projectId}
								name={project.title}
								facts={filmFacts(project)}
								picture={project.pictures[0] ? pictureSrc(project.pictures[0]) : null}
								restore={
									may.projects ? { intent: 'restore-project', projectId: project.projectId } : null
								}
							/>
						))}
					</ul>
				</section>
			) : null}
			{scenes.length > 0 ? (
				<section>
					<SectionHead title="Scenes" />
					<ul className={styles.list}>
						{scenes.map((scene) => (
							<Row
								key={scene.sceneId}
								name={sceneTitle(scene)}
								facts={`${scene.projectTitle}, ${countOf(scene.panelCount, 'panel', 'panels')}`}
								picture={pictureOf(scene)}
								restore={may.scenes ? { intent: 'restore-scene', sceneId: scene.sceneId } : null}
							/>
						))}
					</ul>
				</section>
			) : null}
		</Page>
	)
}

/** Pictures of a trashed board are not drawn anew, but the last one is kept. */
function pictureOf({ sceneId, firstPanelId, firstPictureHash }: TrashedScene): string | null {
	if (!firstPanelId || !firstPictureHash) return null
	return pictureSrc({ sceneId, panelId: firstPanelId, pictureHash: firstPictureHash })
}

function Row(props: {
	name: string
	facts: string
	picture: string | null
	restore: Record<string, string> | null
}) {
	const { name, facts, picture, restore } = props
	const { send, busy } = useMutation()
	return (
		<li className={styles.row}>
			<PanelPicture src={picture} aspect={1.85} className={styles.picture} />
			<div>
				<p className={styles.name}>{name}</p>
				<p>{facts}</p>
			</div>
			{restore ? (
				<Button
					icon={<Icon of={Undo2} size={14} />}
					busy={busy}
					onClick={() => send(restore)}
					aria-label={`Put back ${name}`}
				>
					Put back
				</Button>
			) : null}
		</li>
	)
}

function EmptyTrash() {
	return (
		<Stage>
			<Empty
				icon={<Icon of={Trash2} size={20} />}
				title="The trash is empty"
				actions={<ButtonLink to="/">All projects</ButtonLink>}
			>
				Projects and scenes you throw away wait here, with everything in them, until you put them
				back.
			</Empty>
		</Stage>
	)
}
