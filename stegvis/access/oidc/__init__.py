"""Signing in through a provider of e-ID: OpenID Connect as the Swedish profile has it (docs/sign-in.md).

`providers` reads who there is · `metadata` and `keys` ask them who they are · `protocol` sends somebody there and takes
them back · `tokens` judges what came · `claims` makes it a verified person or a refusal; pure · `residents` and `staff`
find the account. Signatures, key sets and the client's own proof are Authlib's; what stands here is what the profile
adds, and every refusal has its code.
"""
