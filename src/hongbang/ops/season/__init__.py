"""How is a whole season played, by the operations of the screens, with a clock that moves on?"""
