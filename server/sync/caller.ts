/** The device behind a session. Its agency is the only one a call can see. */
export type Caller = {
  readonly agencyCode: string;
  readonly deviceId: string;
  readonly counterNo: number;
  readonly publicKey: string;
  readonly state: 'active' | 'admitted';
  readonly epoch: string;
};
