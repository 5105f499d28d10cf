import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { type ApiRefusal, call, type In, isRefusal, newKey, type Options, type Out } from './api.ts'
import type { VerbName } from './api.ts'

/** The refusals that are not a page's business: the session is gone, or something must be done first. */
const SESSION_CODES = ['unauthenticated', 'second_factor_required', 'password_change_required']

type SessionListener = (refusal: ApiRefusal) => void
const listeners = new Set<SessionListener>()

/** Tells the shell of each refusal that concerns the session itself. */
export function onSessionRefusal(listener: SessionListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function noteError(error: unknown): void {
  if (!isRefusal(error) || !SESSION_CODES.includes(error.code)) return
  for (const listener of listeners) listener(error)
}

const isRetryable = (error: unknown): boolean =>
  isRefusal(error, 'offline') || isRefusal(error, 'unavailable')

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    // Who is there is asked by the shell itself, which draws the answer; telling it would ask again.
    queryCache: new QueryCache({
      onError: (error, query) => (query.queryKey[0] === 'whoAmI' ? undefined : noteError(error)),
    }),
    mutationCache: new MutationCache({ onError: (error) => noteError(error) }),
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        gcTime: 10 * 60_000,
        retry: (count, error) => count < 2 && isRetryable(error),
        refetchOnWindowFocus: false,
      },
    },
  })

/** Parts of a key as they come: the union of every verb's input is too large to be worked out in one list. */
const keyOf = (...parts: readonly unknown[]): readonly unknown[] => parts

/** A read as TanStack Query knows it: the key is the verb and its input. */
export const readOptions = <V extends VerbName>(verb: V, input: In<V>) =>
  queryOptions<Out<V>, Error, Out<V>, readonly unknown[]>({
    queryKey: keyOf(verb, input),
    queryFn: ({ signal }) => call(verb, input, { signal }),
  })

/** Reads by a verb; while the input changes, the last answer stays on the screen. */
export function useRead<V extends VerbName>(
  verb: V,
  input: In<V>,
  options: { readonly enabled?: boolean; readonly keep?: boolean; readonly fresh?: number } = {},
) {
  return useQuery({
    ...readOptions(verb, input),
    enabled: options.enabled ?? true,
    ...(options.keep === false ? {} : { placeholderData: keepPreviousData }),
    ...(options.fresh === undefined ? {} : { staleTime: options.fresh }),
  })
}

/** A read that is asked for on purpose: a file to be looked into. Nothing else is asked for again. */
export function useAsk<V extends VerbName>(verb: V) {
  return useMutation<Out<V>, Error, In<V>>({
    mutationKey: [verb],
    mutationFn: (input) => call(verb, input),
  })
}

/**
 * A write. The same input goes out under the same key until it is answered, so that a second click, or a
 * retry after a lost answer, changes nothing twice; afterwards every list and figure is asked for again.
 */
export function useAct<V extends VerbName>(verb: V) {
  const client = useQueryClient()
  const keys = useRef(new Map<string, string>())
  return useMutation<Out<V>, Error, { input: In<V>; options?: Options }>({
    mutationKey: [verb],
    mutationFn: async ({ input, options }) => {
      const named = JSON.stringify(input)
      const idempotencyKey = keys.current.get(named) ?? newKey()
      keys.current.set(named, idempotencyKey)
      const answer = await call(verb, input, { idempotencyKey, ...options })
      keys.current.delete(named)
      return answer
    },
    onSuccess: (_answer, { options }) =>
      options?.dryRun === true ? undefined : client.invalidateQueries(),
  })
}
