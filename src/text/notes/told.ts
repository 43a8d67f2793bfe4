/** The sentence of each kind of note: a kind without words does not compile. */
export type Told<N extends {kind: string}> = {[Kind in N["kind"]]: (note: Extract<N, {kind: Kind}>) => string};
