/** A request that the site will not serve, with the HTTP status and the sentence for the person. */
export class Refusal extends Error {
  readonly status: number;
  readonly title: string;

  constructor(status: number, title: string, message: string) {
    super(message);
    this.status = status;
    this.title = title;
  }
}
