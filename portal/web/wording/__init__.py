"""What the pages say: one wording for every meaning, in the language of the reader.

The domain knows meanings, dates and ranges; here they become sentences. Nothing else puts words to a roadmap.
"""

from portal.web.wording.jinja import install_wording
from portal.web.wording.sentences import say, sentence

__all__ = ["install_wording", "say", "sentence"]
