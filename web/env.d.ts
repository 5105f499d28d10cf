declare module 'virtual:verbs' {
  /** kind, path, access, and whether the answer is a file; made by vite.config.ts from the contracts. */
  export const VERBS: Readonly<
    Record<
      string,
      readonly [kind: 'read' | 'write' | 'compute', path: string, access: string, download?: true]
    >
  >
}

declare module '*.css' {}
