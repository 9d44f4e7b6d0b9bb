/** What the forms around projects and scenes may send; the same schemas check on both sides. */
import { z } from 'zod'

export const MAX_TITLE_LENGTH = 200
const Id = z.string().regex(/^[0-9A-Za-z]{1,40}$/)
const Title = z
	.string()
	.trim()
	.min(1, 'Give it a name.')
	.max(MAX_TITLE_LENGTH, `A name has at most ${MAX_TITLE_LENGTH} letters.`)
const Logline = z.string().trim().max(500, 'One line: at most 500 letters.')
const Heading = z.string().trim().max(1000, 'A heading has at most 1000 letters.')
/** '' stands for "before everything" or "to be derived", as forms cannot send null. */
const IdOrNone = z.union([Id, z.literal('')]).transform((id) => id || null)

/** Forms of the projects page. */
export const ProjectsFormSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('blank') }),
	z.object({ intent: z.literal('create'), title: Title, logline: Logline }),
	z.object({ intent: z.literal('rename'), projectId: Id, title: Title }),
	z.object({ intent: z.literal('trash'), projectId: Id }),
])

const SceneNumber = z.string().trim().max(20, 'A scene number has at most 20 letters.')
/**
 * The number is sent only when it was changed: the one on screen may be derived, and saving the heading
 * must not lock it.
 */
const RenameScene = z
	.object({
		intent: z.literal('rename-scene'),
		sceneId: Id,
		heading: Heading,
		number: SceneNumber,
		numberWas: SceneNumber,
	})
	.transform(({ number, numberWas, ...rest }) =>
		number === numberWas ? rest : { ...rest, number },
	)

/** Forms of one project's page. */
export const ScenesFormSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('create-scene'), heading: Heading, afterSceneId: IdOrNone }),
	RenameScene,
	z.object({ intent: z.literal('move-scene'), sceneId: Id, afterSceneId: IdOrNone }),
	z.object({ intent: z.literal('trash-scene'), sceneId: Id }),
	z.object({ intent: z.literal('rename-project'), title: Title }),
	z.object({ intent: z.literal('trash-project') }),
])

/** Forms of the trash. */
export const TrashFormSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('restore-project'), projectId: Id }),
	z.object({ intent: z.literal('restore-scene'), sceneId: Id }),
])

export const ProjectParamsSchema = z.object({ projectId: Id })
