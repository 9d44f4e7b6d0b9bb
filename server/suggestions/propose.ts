/**
 * A person's own suggestion: their strokes or fields, held out of the document and laid before the
 * others as any card is. Nobody drew it from candidates, so it has no chances and is nobody's round
 * (SG70-SG73); the log keeps the scene as it stood, the edit and the words under their author's key.
 */
import canonicalize from 'canonicalize'
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import { basisOf } from '#core/suggestions/basis.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { isLockedEdit } from '#core/suggestions/locked-edit.ts'
import { picturesIn } from '#core/suggestions/sketch-picture.ts'
import type { Category, SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { ProjectVault } from '../signals/signals.ts'
import { readGround, sealContext } from './offer.ts'
import { CONTEXT_VERSION, suggestionOf, suggestionsOf, viewOf } from './scene-material.ts'
import type { DecideResult, ProposeRequest, SuggestionDeps } from './suggestion-types.ts'

/** A person's proposals that wait at once; more are a wall of cards. */
const MAX_OPEN = 12
const VERSION = '1'

/** @throws AppError('not_found' | 'trashed' | 'forbidden' | 'conflict' | 'too_many') */
export async function propose(
	deps: SuggestionDeps,
	principal: Principal,
	request: ProposeRequest,
): Promise<DecideResult> {
	if (!can(principal.role, 'suggestion.propose')) throw new AppError('forbidden')
	// A picture in a sketch is the server's own word for bytes it keeps.
	if (picturesIn(request.edit).length > 0) throw new AppError('bad_request')
	const ground = await readGround(deps, request.sceneId)
	const { material } = ground
	const vault = await deps.signals.vault(material.projectId)
	await deps.signals.ensureAuthor(material.projectId, principal.userId)
	const context = await sealContext(deps, ground)
	const id = createId(deps.random)
	const options = { principal, key: `propose:${request.idempotencyKey}` }
	return deps.rooms.command(`board:${request.sceneId}`, options, (draft) => {
		const view = viewOf(material, draft.records)
		const basis = basisOf(view, request.edit)
		if (basis === 'gone') {
			throw new AppError('conflict', {
				userMessage:
					'What this is about is not on the board any more. Your proposal was not shown.',
			})
		}
		if (isLockedEdit(draft.records, request.edit)) throw new AppError('locked')
		const answered = request.answers ? suggestionOf(draft.records, request.answers) : null
		const open = suggestionsOf(draft.records).filter(
			(each) => each.status === 'open' && each.meta.proposedBy === principal.userId,
		)
		if (open.length >= MAX_OPEN) {
			throw new AppError('conflict', {
				userMessage: `${MAX_OPEN} of your proposals wait for an answer. Take one back first.`,
			})
		}
		const record = recordOf(id, principal, request, {
			...{ basis, vault, at: draft.now },
			category: answered?.category ?? categoryOf(request.edit),
		})
		draft.records.put(record)
		const seal = (value: unknown) =>
			vault.seal(canonicalize(value) ?? '', {
				authorId: principal.userId,
				mediaType: 'application/json',
				now: draft.now,
			})
		const change = seal(request.edit)
		const rationale = seal({ title: record.title, rationale: request.why })
		const blobs = [context, change, rationale]
		for (const blob of blobs) draft.attach(blob)
		draft.append(
			vault.event('suggestion.proposed', {
				principal,
				sceneId: material.sceneId,
				slateId: null,
				suggestionId: record.id,
				position: null,
				tsMs: draft.now,
				blobs,
				payload: {
					category: record.category,
					targetId: record.targetId,
					editType: request.edit.type,
					changeCid: change.cid,
					rationaleCid: rationale.cid,
					contextCid: context.cid,
					contextVersion: CONTEXT_VERSION,
					answers: answered?.id ?? null,
				},
			}),
		)
		return {
			status: 'open' as const,
			applied: true,
			decidedByName: null,
			message: null,
			recordIds: [record.id],
		}
	})
}

function recordOf(
	id: string,
	principal: Principal,
	{ edit, why, answers }: ProposeRequest,
	given: { basis: string; vault: ProjectVault; at: number; category: Category },
): SuggestionRecord {
	const targetId = targetOf(edit)
	return {
		id: `suggestion:${id}`,
		typeName: 'suggestion',
		// One's own words stand alone: nothing else was considered.
		slateId: id,
		category: given.category,
		targetId,
		requesterId: '',
		position: 0,
		slateSize: 1,
		title: titleOf(edit),
		rationale: why.trim() || `${principal.name} proposes this.`,
		evidence: [],
		edit,
		confidence: 1,
		generatorId: `person:${given.vault.pid(principal.userId)}`,
		generatorVersion: VERSION,
		basis: given.basis,
		status: 'open',
		decidedBy: null,
		decidedByName: null,
		decidedAt: null,
		reasonCodes: [],
		createdAt: given.at,
		meta: {
			slateTargetId: targetId,
			requesterName: null,
			proposedBy: principal.userId,
			proposedByName: principal.name,
			proposedByColor: principal.color,
			...(answers && { answers }),
		},
	}
}

function targetOf(edit: Edit): string {
	if (edit.type === 'set_shot') return edit.shotId
	if (edit.type === 'insert_panel') return edit.afterPanelId ?? 'scene:start'
	return edit.panelId
}

const LIGHT = ['keySide', 'keyToFill', 'lightPattern', 'lightMotivation', 'colorTempK']

/** Where a proposal stands among the tray's rounds. */
function categoryOf(edit: Edit): Category {
	if (edit.type === 'set_shot') {
		const keys = Object.keys(edit.fields)
		if (keys.some((key) => LIGHT.includes(key))) return 'lighting'
		return keys.some((key) => key.startsWith('vfx')) ? 'vfx' : 'camera'
	}
	if (edit.type === 'set_text') return 'dialogue'
	if (edit.type === 'insert_panel') return 'new_frame'
	if (edit.type === 'draw') return 'composition'
	return edit.type === 'move_panel' ? 'continuity' : 'pacing'
}

const TITLES: Record<Edit['type'], string> = {
	set_shot: 'Another set-up',
	set_duration: 'Another length',
	set_text: 'Other words',
	insert_panel: 'A panel more',
	move_panel: 'Another order',
	draw: 'Drawn over it',
	add_note: 'A note',
}

function titleOf(edit: Edit): string {
	return TITLES[edit.type]
}
