/**
 * The second reading: slate by slate, the cases that may leave, with their words opened. Everything left
 * out is counted by its reason.
 */
import type { Case } from '#core/signals/export/case-book.ts'
import type { Row } from '#core/signals/export/columns.ts'
import { holdsWords } from '#core/signals/export/holds-words.ts'
import { promptOf } from '#core/signals/export/prompt.ts'
import type { ExportSlate, OpenedCase, Picture } from '#core/signals/export/slate.ts'
import type { LogReader } from '#db/open-reader.ts'
import type { ExportManifest } from './export-types.ts'
import type { OpenedWords } from './opened-words.ts'
import { type FirstReading, providerOf } from './read-log-facts.ts'
import type { ScenePictures } from './scene-pictures.ts'
import { type Shown, slateCases } from './slate-cases.ts'
import type { WhoAllows } from './who-allows.ts'

export interface SlateSource {
	reader: LogReader
	first: FirstReading
	allows: WhoAllows
	words: OpenedWords
	pictures: ScenePictures
	/** Pseudonym of the project. */
	projectPid: string
	/** A role as it may be named. */
	roleOf: (role: string | null) => string | null
	/** Whether any config needs words; without, no blob is opened. */
	needsWords: boolean
	range: { projectId: string; afterSeq: number; throughSeq: number }
	suppressed: ExportManifest['suppressed']
	images: ExportManifest['images']
}

/** Slates, and people's own proposals, in which something changed after `afterSeq`, in log order. */
export async function* exportSlates(
	source: SlateSource,
	onCases: (cases: readonly Case[], seq: number) => void,
): AsyncGenerator<{ slate: ExportSlate; sceneId: string | null }> {
	const { reader, range } = source
	for await (const { slate: event, cases: all } of slateCases(reader, range)) {
		onCases(all, event.seq)
		if (!all.some(({ changedSeq }) => changedSeq > range.afterSeq)) continue
		const allowed = all.filter((each) => source.allows.case(each))
		source.suppressed.consent.rounds += all.length - allowed.length
		if (allowed.length === 0) continue
		yield { slate: await openSlate(source, event, allowed), sceneId: event.sceneId }
	}
}

async function openSlate(source: SlateSource, event: Shown, cases: Case[]): Promise<ExportSlate> {
	const { payload, tsMs } = event
	const { prompt, pictures } = await question(source, event)
	const opened: OpenedCase[] = []
	for (const each of cases) opened.push(await openCase(source, event, each))
	return { tsMs, payload, prompt, pictures, cases: opened }
}

async function question(source: SlateSource, { payload, sceneId }: Shown) {
	const none: Picture[] = []
	if (!source.needsWords) return { prompt: [], pictures: none }
	const { suppressed, images } = source
	const may = await source.allows.scene(sceneId)
	if (!may) suppressed.scenesWithheld++
	const scene = may ? await source.words.scene(payload.contextCid) : null
	const pictures = scene
		? await source.pictures.of(scene, payload.contextCid, payload.targetId)
		: none
	const withBytes = pictures.filter(({ bytes }) => bytes !== null).length
	images.bytes += withBytes
	images.references += pictures.length - withBytes
	if (pictures.length === 0) images.none++
	return { prompt: promptOf(scene, payload, withBytes), pictures }
}

async function openCase(source: SlateSource, event: Shown, each: Case): Promise<OpenedCase> {
	const { words, needsWords } = source
	const { round, verdict } = each
	const text = (cid: string | null | undefined) =>
		needsWords ? words.text(cid ?? null) : Promise.resolve(null)
	const maySayScene = needsWords && (await source.allows.scene(event.sceneId))
	const edit = async (cid: string | null | undefined) => {
		const found = await text(cid)
		if (found === null || maySayScene || !holdsWords(found)) return found
		source.suppressed.sceneWords++
		return null
	}
	const dissents: OpenedCase['dissents'] = []
	for (const dissent of each.dissents) {
		const may = source.allows.person(dissent.actorPid) && source.allows.blob(dissent.critiqueCid)
		if (!may) source.suppressed.consent.dissents++
		else {
			const actorRole = dissent.actorRole
			dissents.push({ ...dissent, actorRole, critique: await text(dissent.critiqueCid) })
		}
	}
	return {
		...each,
		dissents,
		words: {
			change: await edit(round.changeCid),
			final: await edit(verdict?.finalChangeCid),
			expected: await edit(verdict?.expectedChangeCid),
			critique: await text(round.decision?.critiqueCid),
		},
		meta: metaOf(source, event, each),
		byChance: isByChance(event, each),
	}
}

/** Colleagues' proposals, and slates that were certain although there was a choice, say nothing (S67). */
function isByChance({ payload }: Shown, { round }: Case): boolean {
	const choices = payload.candidates.filter(({ suggestionId }) => suggestionId !== null).length
	const isCertain = payload.pSlate >= 1 && choices > 1
	return round.pscore !== null && !round.generatorId.startsWith('person:') && !isCertain
}

function metaOf(source: SlateSource, event: Shown, { round, ...each }: Case): Row {
	const provider = providerOf(round.generatorId)
	const asked = event.payload.model
	// A slate asks one model at most; its cards of rules are no part of that call.
	const call = asked?.generatorId === round.generatorId ? asked : null
	return {
		suggestion_id: round.suggestionId,
		slate_id: round.slateId,
		project_pid: source.projectPid,
		actor_pid: round.requesterPid ?? round.decision?.actorPid ?? null,
		actor_role: source.roleOf(
			round.requesterPid === null ? (each.verdict?.actorRole ?? null) : each.requesterRole,
		),
		kind: round.category,
		ts_ms: round.tsMs,
		policy_id: round.policyId,
		generation_id: call?.callId ?? null,
		provider_name: provider,
		// A colleague's proposal names its maker here; the row's people are named by pseudonym only.
		model: provider === 'person' ? null : `${round.generatorId}@${round.generatorVersion}`,
		prompt_template_sha: call?.promptHash ?? null,
		schema_version: each.schemaVersion,
		consent_purpose: source.allows.purpose,
		split_group: event.sceneId ?? '',
	}
}
