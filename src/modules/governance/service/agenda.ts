import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { meetingVerbs } from '../contract/meetings.ts'
import { MATTERS } from '../rules/matters.ts'
import { ELECTED } from '../model.ts'
import { candidateFindings } from './candidates.ts'
import type { MeetingRow } from '../store.ts'
import { countyMajors, type NewMatter } from '../store/meetings.ts'
import { refuseBlocked } from './loaded.ts'

type Given = Input<(typeof meetingVerbs)['setMatters']>['matters'][number]

const fault = (i: number, field: string, [zh, en]: readonly [string, string]): Fault => ({
  path: `$.matters[${i}].${field}`,
  text: text(zh, en),
})

function faultsOf(matters: readonly Given[], kind: MeetingRow['kind']): Fault[] {
  return matters.flatMap((one, i) => {
    const spec = MATTERS[one.matter]
    const faults: Fault[] = []
    if (!spec.bodies.includes(kind)) {
      faults.push(fault(i, 'matter', ['这类会议不能决定该事项', 'this body does not decide on it']))
    }
    const election = one.matter === 'election'
    if (election !== (one.post !== undefined) || election !== (one.seats !== undefined)) {
      faults.push(
        fault(i, 'post', [
          '选举要写明职务和名额,其他议题不写',
          'an election names post and seats, other matters do not',
        ]),
      )
    }
    if (one.post !== undefined && !(ELECTED as readonly string[]).includes(one.post)) {
      faults.push(fault(i, 'post', ['该职务不由选举产生', 'this post is not filled by election']))
    }
    if (election && one.candidates.length < (one.seats ?? 1)) {
      faults.push(fault(i, 'candidates', ['候选人少于应选名额', 'fewer candidates than seats']))
    }
    if (!election && one.candidates.length > 0) {
      faults.push(fault(i, 'candidates', ['只有选举有候选人', 'only elections have candidates']))
    }
    if (new Set(one.candidates).size !== one.candidates.length) {
      faults.push(fault(i, 'candidates', ['候选人重复', 'a candidate is named twice']))
    }
    return faults
  })
}

/**
 * An agenda ready to be kept: majority and major by the catalogue and the county's list, candidates checked
 * against the bans on holding two posts.
 */
export async function agendaOf(
  ctx: Ctx,
  meeting: Pick<MeetingRow, 'id' | 'coop_id' | 'kind'>,
  matters: readonly Given[],
): Promise<NewMatter[]> {
  const faults = faultsOf(matters, meeting.kind)
  if (faults.length > 0) throw badInput(faults)
  const names = new Map<AnyId, string>()
  for (const one of matters) {
    if (one.post === undefined) continue
    const found = await candidateFindings(ctx, {
      coopId: meeting.coop_id,
      post: one.post,
      personIds: one.candidates,
    })
    refuseBlocked(found.flatMap(({ findings }) => findings))
    for (const { personId, name } of found) names.set(personId, name)
  }
  const majors = await countyMajors(ctx)
  return matters.map((one, i): NewMatter => {
    const spec = MATTERS[one.matter]
    return {
      id: ctx.newId(),
      meeting_id: meeting.id,
      position: i + 1,
      matter: one.matter,
      title: one.title,
      content: one.content,
      majority: spec.majority,
      major: spec.major || majors.get(one.matter)?.major === true,
      secret: one.secret,
      post: one.post ?? null,
      seats: one.seats ?? null,
      subject_kind: one.subject?.kind ?? null,
      subject_id: one.subject?.id ?? null,
      papers_from: null,
      candidates: one.candidates.map((personId: AnyId) => ({
        personId,
        name: names.get(personId) ?? '',
      })),
    }
  })
}
