import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  type CollectiveFacts,
  collectivesByIds,
  type CoopFacts,
  householdsByIds,
  type PersonFacts,
  personsByIds,
} from '../../registry/index.ts'
import type { Book, Holder, HolderClass, HolderKind } from '../model.ts'

/** A holder as people enter it, before the registers of persons and collectives have been asked. */
export interface HolderInput {
  readonly key: string
  readonly kind: HolderKind
  readonly class?: HolderClass | undefined
  readonly personId?: AnyId | undefined
  readonly name?: string | undefined
  readonly memberNumber?: string | undefined
  readonly farmer?: boolean | undefined
  readonly householdId?: AnyId | null | undefined
  readonly relatedGroup?: string | undefined
  readonly publicFunction: boolean
  readonly joinedOn?: LocalDate | undefined
}

/** What the registry knows of everybody a call names. */
export interface Known {
  readonly persons: ReadonlyMap<AnyId, PersonFacts>
  readonly households: ReadonlySet<AnyId>
  readonly collectives: ReadonlyMap<AnyId, CollectiveFacts>
}

/** Asks the registry once for all holders and co-ops of a call. */
export async function lookUp(
  ctx: Ctx,
  inputs: readonly HolderInput[],
  coops: readonly CoopFacts[],
): Promise<Known> {
  const ids = <T>(all: readonly (T | null | undefined)[]): T[] => [
    ...new Set(all.filter((one): one is T => one !== null && one !== undefined)),
  ]
  const persons = await personsByIds(ctx, ids(inputs.map(({ personId }) => personId)))
  const households = await householdsByIds(ctx, ids(inputs.map(({ householdId }) => householdId)))
  const collectives = await collectivesByIds(
    ctx,
    ids(coops.map(({ collectiveId }) => collectiveId)),
  )
  return { persons, households: new Set(households.keys()), collectives }
}

export interface Resolving {
  readonly ctx: Ctx
  readonly coop: CoopFacts
  readonly book: Book
  readonly known: Known
  /** The day of joining where the input names none. */
  readonly on: LocalDate
  /** The highest member number given so far. */
  readonly lastMember: number
  readonly path: (index: number) => string
}

export interface Resolved {
  /** New holders by the key that the changes use. */
  readonly holders: ReadonlyMap<string, Holder>
  readonly lastMember: number
}

const NUMBER_WIDTH = 4

/**
 * Makes holders of what people entered: persons from the person register, the collective from the co-op's
 * own, others by name. @throws Refusal `bad_input` naming each row that cannot be a holder.
 */
export function resolveHolders(inputs: readonly HolderInput[], at: Resolving): Resolved {
  const faults: Fault[] = []
  const holders = new Map<string, Holder>()
  const taken = new Set(at.book.holders.map(({ memberNumber }) => memberNumber))
  const present = at.book.holders.filter(({ leftOn }) => leftOn === null)
  const members = new Set<string>(present.flatMap(({ personId }) => personId ?? []))
  let collective = present.some(({ kind }) => kind === 'collective')
  let { lastMember } = at

  inputs.forEach((input, i) => {
    const fault = (field: string, why: Text): void => {
      faults.push({ path: `${at.path(i)}.${field}`, text: why })
    }
    if (holders.has(input.key)) fault('key', text('键重复', 'the key occurs twice'))
    const who = whoIs(input, at, fault)
    if (who === null) return
    if (input.personId !== undefined && input.kind === 'person') {
      if (members.has(input.personId)) {
        const why = text(`${who.name}已是本社成员`, `${who.name} is a member already`)
        fault('personId', why)
      }
      members.add(input.personId)
    }
    if (input.kind === 'collective') {
      if (collective) fault('kind', text('集体已是成员', 'the collective is a member already'))
      collective = true
    }
    if (input.memberNumber === undefined) {
      do lastMember += 1
      while (taken.has(padded(lastMember)))
    }
    const memberNumber = padded(input.memberNumber ?? lastMember)
    if (taken.has(memberNumber)) {
      fault('memberNumber', text(`编号 ${memberNumber} 已用`, `${memberNumber} is taken`))
    }
    taken.add(memberNumber)
    lastMember = Math.max(lastMember, Number(memberNumber))
    holders.set(input.key, { ...who, memberNumber })
  })
  if (faults.length > 0) throw badInput(faults)
  return { holders, lastMember }
}

/** Zero-padded, so that the order of numbers is the order of texts; every tie is broken by it. */
const padded = (number: number | string): string =>
  String(BigInt(number)).padStart(NUMBER_WIDTH, '0')

function whoIs(
  input: HolderInput,
  at: Resolving,
  fault: (field: string, why: Text) => void,
): Omit<Holder, 'memberNumber'> | null {
  const person = input.personId === undefined ? null : at.known.persons.get(input.personId)
  if (input.kind === 'person' && (person === null || person === undefined)) {
    fault('personId', text('没有登记这个人', 'no such person is registered'))
    return null
  }
  if (input.kind !== 'person' && input.personId !== undefined) {
    fault('personId', text('只有自然人写人员编号', 'only a person has a person id'))
    return null
  }
  const joinedOn = input.joinedOn ?? at.on
  if (person?.endedOn !== null && person?.endedOn !== undefined && person.endedOn <= joinedOn) {
    fault('personId', text(`${person.name}已注销`, `${person.name} has ended`))
    return null
  }
  const householdId = input.householdId ?? person?.householdId ?? null
  if (
    input.householdId !== undefined &&
    input.householdId !== null &&
    !at.known.households.has(input.householdId)
  ) {
    fault('householdId', text('没有登记这一户', 'no such household is registered'))
    return null
  }
  const { collectiveId } = at.coop
  const own = collectiveId === null ? undefined : at.known.collectives.get(collectiveId)
  const name = input.name ?? person?.name ?? (input.kind === 'collective' ? own?.name : undefined)
  if (name === undefined) {
    fault('name', text('缺少名称', 'the name is missing'))
    return null
  }
  return {
    id: at.ctx.newId(),
    kind: input.kind,
    class: input.class ?? classOf(input.kind, person ?? null, at.coop),
    personId: person?.id ?? null,
    name: name.normalize('NFC'),
    farmer: input.kind === 'person' && (input.farmer ?? person?.farmer ?? false),
    householdId: input.kind === 'person' ? householdId : null,
    relatedGroup: input.relatedGroup ?? null,
    publicFunction: input.publicFunction,
    joinedOn,
    leftOn: null,
  }
}

function classOf(kind: HolderKind, person: PersonFacts | null, coop: CoopFacts): HolderClass {
  switch (kind) {
    case 'collective':
    case 'enterprise':
    case 'unit':
      return kind
    case 'other':
      return 'reserve'
    case 'person':
      if (person?.assistedHousehold === true) return 'assisted'
      if (person?.villageId === coop.villageId) return 'villager'
      return person?.farmer === true ? 'outside_farmer' : 'outside_investor'
  }
}
