/** kind (read, read with a body, write, compute), path, and whether the answer is a file. */
type VerbTable = Readonly<
  Record<string, readonly [kind: 'r' | 'b' | 'w' | 'c', path: string, download?: 1]>
>

/* The verbs that a door's own sources name, made from the contracts: no door pays for another's. */
declare module 'virtual:verbs/desk' {
  export const VERBS: VerbTable
}
declare module 'virtual:verbs/phone' {
  export const VERBS: VerbTable
}
declare module 'virtual:verbs/portal' {
  export const VERBS: VerbTable
}

declare module 'virtual:verb-access' {
  /** The permission each verb asks for, or 'public', or 'self'. */
  export const VERB_ACCESS: Readonly<Record<string, string | undefined>>
}

declare module 'virtual:verb-titles' {
  /** What each verb is called in both languages, made from the contracts. */
  export const VERB_TITLES: Readonly<
    Record<string, { readonly zh: string; readonly en: string } | undefined>
  >
}

declare module '*.css' {}
